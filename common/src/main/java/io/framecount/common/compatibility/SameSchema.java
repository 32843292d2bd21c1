package io.framecount.common.compatibility;

import org.apache.avro.Schema;

/**
 * Whether two schemas are one to those who write and read by them: {@link Differences} finds none.
 * Avro's own equals passes over aliases and over the default of an enum, though both decide what a
 * reader finds; and it minds properties that change nothing, such as {@code avro.java.string}, so
 * that a schema from a generated class is another one than the file that the class was made of.
 */
public final class SameSchema {
  private SameSchema() {}

  /** Docs, foreign properties, the order of aliases and what stands by reference don't matter. */
  public static boolean are(Schema one, Schema other) {
    return Differences.between(one, other).isEmpty();
  }
}
