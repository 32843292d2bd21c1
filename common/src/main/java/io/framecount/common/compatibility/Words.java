package io.framecount.common.compatibility;

import java.util.List;
import org.apache.avro.Schema;

/** Sentences about obstacles, from the view of the author of the new schema. */
interface Words {
  /** A problem and its remedy. */
  record Telling(String problem, String remedy) {}

  /** A field that the reader needs and the writer lacks. */
  Telling missingField(Schema.Field field, Schema reader, Schema writer);

  /** A type that is not the same and can't be read as the other. */
  Telling otherType(Schema reader, Schema writer);

  /** A branch of the writer that the reader does not take. */
  Telling missingBranch(Schema reader, Schema writer, Schema branch);

  /** Symbols of the writer that the reader lacks. */
  Telling missingSymbols(Schema reader, List<String> symbols);

  Telling otherSize(Schema reader, Schema writer);

  Telling otherName(Schema reader, Schema writer);

  /**
   * Returns text such as {@code symbol A}, {@code symbols A and B} or {@code symbols A, B, C, D, E
   * and 7 more}.
   */
  static String symbols(List<String> names) {
    if (names.size() == 1) {
      return "symbol " + names.get(0);
    }
    int most = 5;
    boolean all = names.size() <= most;
    int shown = all ? names.size() - 1 : most;
    String last = all ? names.get(shown) : "%,d more".formatted(names.size() - most);
    return "symbols %s and %s".formatted(String.join(", ", names.subList(0, shown)), last);
  }
}
