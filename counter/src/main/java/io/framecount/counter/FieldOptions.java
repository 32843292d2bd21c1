package io.framecount.counter;

import io.framecount.counter.frame.WantedFields;
import java.util.Optional;
import picocli.CommandLine.Option;

/** By which fields frames are counted. */
final class FieldOptions {
  @Option(
      names = "--time",
      paramLabel = "FIELD",
      defaultValue = "ts",
      description = "Field that says when, by name or alias. Default: ${DEFAULT-VALUE}.")
  private String time;

  @Option(
      names = "--unique",
      paramLabel = "FIELD",
      defaultValue = "uid",
      description = {
        "Field that says who, by name or alias: a string, enum, number, boolean, bytes or fixed."
            + " Numbers are counted by their text: 42 and \"42\" are one user. A frame in which it"
            + " is null is set aside. Default: ${DEFAULT-VALUE}."
      })
  private String unique;

  @Option(
      names = "--by",
      paramLabel = "FIELD",
      description = {
        "Count apart for each value of this field, by name or alias: a string, enum, number,"
            + " boolean, bytes or fixed. Frames without a value are of group (none)."
      })
  private String by;

  @Option(
      names = "--other-types",
      paramLabel = "WHAT",
      defaultValue = "aside",
      description = {
        "What becomes of records whose type has no field for --time or --unique, in a topic of"
            + " several types: aside sets them aside, skip passes them over. Either way they are told"
            + " by the names of their types. May change from run to run. Default: ${DEFAULT-VALUE}."
      })
  private OtherRecords others;

  /** Whether records of other types are passed over, and not set aside. */
  boolean passesOver() {
    return others == OtherRecords.SKIP;
  }

  /** What becomes of records that are no frames. */
  private enum OtherRecords {
    ASIDE,
    SKIP
  }

  WantedFields wanted() {
    return new WantedFields(time, unique, Optional.ofNullable(by));
  }
}
