package io.framecount.loader.convert;

/**
 * Why and where a line was rejected.
 *
 * @param reason the kind, for counting
 * @param path where in the JSON, such as {@code $.user.tags[3]}
 * @param expected what should have been there
 * @param found what was there
 * @param excerpt the text around the place, shortened and printable
 * @param offset bytes from the beginning of the line to the place, from 0
 */
public record Rejection(
    Reason reason, String path, String expected, String found, String excerpt, int offset) {
  /** One line for people. */
  public String sentence() {
    return "%s at %s, byte %d: expected %s, found %s"
        .formatted(reason.label(), path, offset, expected, found);
  }
}
