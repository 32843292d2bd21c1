package io.framecount.common.input;

import java.util.zip.CRC32C;

/** Keeps count of what of an input's content is done. Not thread-safe. */
final class ReadPosition {
  private final CRC32C crc = new CRC32C();
  private long position;
  private long lines;
  private boolean inLine;

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
    return new Checkpoint(position, lines, (int) crc.getValue());
  }
}
