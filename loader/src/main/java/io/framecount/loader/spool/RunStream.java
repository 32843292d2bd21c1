package io.framecount.loader.spool;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** The content of a run from some position on, as it is written: waits for more until the end. */
final class RunStream extends InputStream {
  private final SpoolRun run;
  private Segment segment;
  private FileChannel file;
  private long filePosition;
  private long position;
  private byte[] block = {};
  private int taken;

  RunStream(SpoolRun run, long position) {
    this.run = run;
    this.position = position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (taken == block.length && !nextBlock()) {
      return -1;
    }
    int n = Math.min(length, block.length - taken);
    System.arraycopy(block, taken, target, offset, n);
    taken += n;
    position += n;
    return n;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private boolean nextBlock() throws IOException {
    try {
      Segment next = run.awaitSegment(position);
      if (next == null) {
        return false;
      }
      long at = next == segment ? position : open(next);
      readBlock();
      while (at + block.length <= position) {
        at += block.length;
        readBlock();
      }
      taken = (int) (position - at);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the reading was stopped");
    }
  }

  /** Opens a file, and returns where in the run it begins. */
  private long open(Segment next) throws IOException {
    close();
    file = FileChannel.open(next.path, StandardOpenOption.READ);
    segment = next;
    filePosition = Segment.HEADER_BYTES;
    return next.base.position();
  }

  private void readBlock() throws IOException {
    block = Block.read(file, filePosition);
    if (block == null) {
      block = new byte[] {};
      throw new IOException(
          "no whole block at byte %,d of %s".formatted(filePosition, segment.path));
    }
    filePosition += Block.HEADER_BYTES + block.length;
  }
}
