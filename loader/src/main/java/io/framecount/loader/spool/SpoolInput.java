package io.framecount.loader.spool;

import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A run of the spool, as one cluster's load reads it. Its lines are numbered as they came on stdin.
 */
final class SpoolInput implements Input {
  private final SpoolRun run;
  private final String identity;
  private final int reader;

  SpoolInput(SpoolRun run, String spoolId, int reader) {
    this.run = run;
    this.identity = "spool-%s-%d".formatted(spoolId, run.began);
    this.reader = reader;
  }

  @Override
  public String name() {
    return run.name();
  }

  @Override
  public long size() {
    return -1;
  }

  @Override
  public InputStream open() {
    return openAt(run.earliest().position());
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public Optional<String> identity() {
    return Optional.of(identity);
  }

  @Override
  public Checkpoint earliest() {
    return run.earliest();
  }

  @Override
  public InputStream openAt(long position) {
    return new RunStream(run, position);
  }

  @Override
  public void committed(Checkpoint upTo, boolean complete) {
    run.loaded(reader, upTo.position());
  }

  /** The content of a run from some position on, as it is written: waits for more until the end. */
  static final class RunStream extends InputStream {
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
}
