package io.framecount.common.registry;

/**
 * A named type that a schema takes from another subject.
 *
 * @param name full name of the type
 * @param subject where it is registered
 * @param version which version of that subject, from 1
 */
public record SchemaReference(String name, String subject, int version) {
  @Override
  public String toString() {
    return "%s in %s version %d".formatted(name, subject, version);
  }
}
