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

  /** Returns whether it is {@link #BLANK}. */
  public boolean isBlank() {
    return reason.equals(BLANK.reason);
  }

  static Problem of(Rejection rejection) {
    return new Problem(
        rejection.reason().label(), rejection.sentence(), rejection.path(), rejection.offset());
  }
}
