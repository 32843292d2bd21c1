package io.framecount.loader.encode;

import io.framecount.loader.convert.Rejection;

/**
 * The reason for which a line does not become a frame.
 *
 * @param reason short and stable, for counting
 * @param path where in the JSON
 * @param offset bytes from the beginning of the line to the fault
 */
public record Problem(String reason, String sentence, String path, int offset) {
  /** There is nothing on the line, which is no fault. */
  public static final Problem BLANK = new Problem("blank", "the line is blank", null, 0);

  /** A record without a value, which is no fault. */
  public static final Problem TOMBSTONE =
      new Problem("tombstone", "the record has no value", null, 0);

  /** Returns whether it is {@link #BLANK}. */
  public boolean isBlank() {
    return reason.equals(BLANK.reason);
  }

  /** Returns whether it is {@link #TOMBSTONE}. */
  public boolean isTombstone() {
    return reason.equals(TOMBSTONE.reason);
  }

  /** Returns this problem with its fault that many bytes further on. */
  Problem behind(int bytes) {
    return bytes == 0 ? this : new Problem(reason, sentence, path, offset + bytes);
  }

  static Problem of(Rejection rejection) {
    return new Problem(
        rejection.reason().label(), rejection.sentence(), rejection.path(), rejection.offset());
  }
}
