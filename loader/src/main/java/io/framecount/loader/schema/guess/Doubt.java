package io.framecount.loader.schema.guess;

/**
 * A place where the sample does not settle what the type should be.
 *
 * @param path of the field, such as {@code device.type}; {@code []} for items, {@code {}} for
 *     values of a map
 * @param reason what was seen, and what was made of it
 */
public record Doubt(String path, String reason) {
  @Override
  public String toString() {
    return "%s: %s".formatted(path, reason);
  }
}
