package io.framecount.counter;

import io.framecount.counter.combine.WantedFields;
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
      description = "Field that says who, by name or alias. Default: ${DEFAULT-VALUE}.")
  private String unique;

  WantedFields wanted() {
    return new WantedFields(time, unique);
  }
}
