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

  WantedFields wanted() {
    return new WantedFields(time, unique, Optional.ofNullable(by));
  }
}
