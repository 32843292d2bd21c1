package io.framecount.counter.command.option;

import io.framecount.counter.frame.field.WantedFields;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The fields that frames are counted by. */
public final class FieldOptions {
  @Option(
      names = "--time",
      paramLabel = "FIELD",
      defaultValue = "ts",
      description = "Timestamp field, by name or alias. Default: ${DEFAULT-VALUE}.")
  private String time;

  @Option(
      names = "--unique",
      paramLabel = "FIELD",
      defaultValue = "uid",
      description =
          "User id field, by name or alias: a string, enum, number, boolean, bytes or fixed. "
              + "Numbers are counted by their text, so 42 and \"42\" are one user. A frame "
              + "whose user is null is set aside. Default: ${DEFAULT-VALUE}.")
  private String unique;

  @Option(
      names = "--by",
      paramLabel = "FIELD",
      description =
          "Count each value of this field separately, by name or alias: a string, enum, "
              + "number, boolean, bytes or fixed. Frames without a value form the group (none).")
  private String by;

  @Option(
      names = "--other-types",
      paramLabel = "WHAT",
      defaultValue = "aside",
      description =
          "Treatment of records whose type lacks the field of --time or --unique: aside sets "
              + "them aside, skip ignores them. Both count such records by type. May change "
              + "from run to run. Default: ${DEFAULT-VALUE}.")
  private OtherRecords others;

  /** Returns whether records of other types are passed over, and not set aside. */
  public boolean passesOver() {
    return others == OtherRecords.SKIP;
  }

  /** Treatments of records that are no frames. */
  private enum OtherRecords {
    ASIDE,
    SKIP
  }

  public WantedFields wanted() {
    return new WantedFields(time, unique, Optional.ofNullable(by));
  }
}
