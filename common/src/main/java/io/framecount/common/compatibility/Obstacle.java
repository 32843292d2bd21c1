package io.framecount.common.compatibility;

/**
 * One place where a schema can't follow another.
 *
 * @param direction who could not read whose records
 * @param path the field, such as {@code device.type}, {@code tags[]} for items of an array, {@code
 *     attrs{}} for values of a map; empty for the record itself
 * @param problem what is wrong there, as the end of a sentence about the path
 * @param remedy what would make it compatible
 */
public record Obstacle(
    CompatibilityLevel.Direction direction, String path, String problem, String remedy) {
  /** Returns one sentence without a full stop. */
  public String sentence() {
    return "%s %s: %s".formatted(path.isEmpty() ? "the record" : path, problem, remedy);
  }
}
