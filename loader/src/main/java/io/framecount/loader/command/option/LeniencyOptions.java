package io.framecount.loader.command.option;

import io.framecount.loader.convert.Leniency;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options for values that are written otherwise than strict JSON or the schema would have them. */
final class LeniencyOptions {
  @Option(
      names = "--empty-as-null",
      description =
          "Take an empty text for null where the field can be null and is neither a string nor "
              + "bytes.")
  private boolean emptyAsNull;

  @Option(
      names = "--lenient-booleans",
      description =
          "Take 1 and 0, and the texts true, t, yes, y, on, 1 and false, f, no, n, off, 0 in "
              + "upper or lower case, where the field is a boolean.")
  private boolean booleans;

  @Option(
      names = "--allow-nan",
      description =
          "Take NaN, Infinity and -Infinity for numbers, as Python writes them. NaN is null "
              + "where the field can be null and is neither float nor double.")
  private boolean nan;

  @Option(
      names = "--extended-json",
      description =
          "Take values as MongoDB's tools write them, such as {\"$date\": …}, "
              + "{\"$numberLong\": …} and {\"$oid\": …}. Not with --avro-json.")
  private boolean extendedJson;

  Set<Leniency> lenient() {
    Set<Leniency> lenient = EnumSet.noneOf(Leniency.class);
    add(lenient, emptyAsNull, Leniency.EMPTY_AS_NULL);
    add(lenient, booleans, Leniency.LENIENT_BOOLEANS);
    add(lenient, nan, Leniency.ALLOW_NAN);
    add(lenient, extendedJson, Leniency.EXTENDED_JSON);
    return lenient;
  }

  boolean extendedJson() {
    return extendedJson;
  }

  private static void add(Set<Leniency> lenient, boolean given, Leniency reading) {
    if (given) {
      lenient.add(reading);
    }
  }
}
