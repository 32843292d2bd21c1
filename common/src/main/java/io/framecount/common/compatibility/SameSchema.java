package io.framecount.common.compatibility;

import org.apache.avro.Schema;

/**
 * Compares schemas by their meaning for writers and readers: they are the same if {@link
 * Differences} finds none. Avro's own equals ignores aliases and the default of an enum, which
 * matter to readers, and regards properties that change nothing, such as {@code avro.java.string},
 * so that the schema of a generated class would differ from the file that the class was made of.
 */
public final class SameSchema {
  private SameSchema() {}

  /**
   * Returns whether two schemas mean the same. Docs, custom properties, the order of aliases and
   * the use of references don't matter.
   */
  public static boolean are(Schema one, Schema other) {
    return Differences.between(one, other).isEmpty();
  }
}
