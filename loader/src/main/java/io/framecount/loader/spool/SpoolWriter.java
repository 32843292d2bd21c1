package io.framecount.loader.spool;

import io.framecount.common.input.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends blocks to a run, file after file. Written by one thread; {@link #force} may be called by
 * another.
 */
final class SpoolWriter {
  private final SpoolHome home;
  private final SpoolRun run;
  private final long segmentBytes;
  private Segment segment;
  private FileChannel file;
  private long position;
  private long lines;
  private boolean dirty;
  private boolean closed;

  SpoolWriter(SpoolHome home, SpoolRun run, long segmentBytes) {
    this.home = home;
    this.run = run;
    this.segmentBytes = segmentBytes;
  }

  /** Appends one block; from now on it can be read, and survives the end of this process. */
  synchronized void append(byte[] bytes, int from, int to) throws IOException {
    if (closed) {
      throw new IOException("the spool is closed");
    }
    if (segment == null) {
      begin();
    }
    ByteBuffer block = Block.of(bytes, from, to);
    int blockBytes = block.remaining();
    while (block.hasRemaining()) {
      file.write(block);
    }
    dirty = true;
    position += to - from;
    for (int i = from; i < to; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    run.grew(segment, to - from, blockBytes);
    if (segment.fileBytes() >= segmentBytes) {
      seal();
    }
  }

  /** Forces the appended blocks to the disk itself, so that they survive a power cut as well. */
  synchronized void force() throws IOException {
    if (dirty) {
      file.force(false);
      dirty = false;
    }
  }

  /** Takes no more. */
  synchronized void close() throws IOException {
    closed = true;
    if (segment != null) {
      seal();
    }
  }

  private void begin() throws IOException {
    Path path = home.directory().resolve("%d-%019d.spool".formatted(run.began, position));
    file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    segment = Segment.create(path, new Checkpoint(position, lines, 0), file);
    home.forceNames();
    run.add(segment);
  }

  private void seal() throws IOException {
    force();
    file.close();
    run.seal(segment);
    segment = null;
  }
}
