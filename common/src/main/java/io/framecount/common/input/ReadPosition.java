package io.framecount.common.input;

import java.io.IOException;
import java.util.zip.CRC32C;

/** Keeps count of what of an input's content is done. Not thread-safe. */
final class ReadPosition {
  private final CRC32C crc = new CRC32C();
  private long position;
  private long lines;
  private boolean inLine;
  private Checkpoint.Unit unit = Checkpoint.Unit.LINES;

  /** Takes what comes next for what follows the checkpoint; the checksum is of that alone. */
  void begin(Checkpoint at) {
    position = at.position();
    lines = at.lines();
  }

  /** Notes that the bytes in {@code [from, to)}, which come next in the content, are done. */
  void pass(byte[] bytes, int from, int to) {
    if (to > from) {
      crc.update(bytes, from, to - from);
      position += to - from;
      inLine = bytes[to - 1] != '\n';
    }
  }

  /** Notes how many lines are done by now. */
  void lines(long count) {
    lines = count;
  }

  /** Notes what the content is divided into from here on. */
  void unit(Checkpoint.Unit now) {
    unit = now;
  }

  /**
   * Passes over all before a place that was noted earlier.
   *
   * @param buffer to read into
   * @return whether the content still begins with the same bytes
   */
  boolean passTo(Checkpoint to, ByteSource source, byte[] buffer, Passed passed)
      throws IOException {
    while (position < to.position()) {
      int n = source.read(buffer, 0, (int) Math.min(buffer.length, to.position() - position));
      if (n < 0) {
        return false;
      }
      pass(buffer, 0, n);
      passed.pass(buffer, n);
    }
    lines = to.lines();
    unit = to.unit();
    return checkpoint().equals(to);
  }

  /** Is told what is passed over. */
  interface Passed {
    Passed IGNORED = (bytes, length) -> {};

    void pass(byte[] bytes, int length);
  }

  /** Bytes that are done. */
  long position() {
    return position;
  }

  /** Lines that are done. */
  long lines() {
    return lines;
  }

  /** Returns whether the last byte done does not end a line. */
  boolean inLine() {
    return inLine;
  }

  Checkpoint checkpoint() {
    return new Checkpoint(position, lines, (int) crc.getValue(), unit);
  }
}
