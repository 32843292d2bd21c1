package io.framecount.common.input;

/**
 * Where reading an input begins.
 *
 * @param at the place
 * @param head how the input began when it was recognised, which it still has to when it is read;
 *     null if it was not looked at
 */
public record StartPoint(Checkpoint at, InputPrefix head) {
  /** The very beginning of an input that nobody has looked at. */
  public static final StartPoint START = at(Checkpoint.START);

  /** A place in an input that nobody has looked at. */
  public static StartPoint at(Checkpoint place) {
    return new StartPoint(place, null);
  }
}
