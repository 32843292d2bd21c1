package io.framecount.common.cli;

import io.framecount.common.text.EpochUnit;
import picocli.CommandLine.Option;

/**
 * What a number means that stands for a time; the same option for every command that reads JSON.
 */
public final class EpochUnitOption {
  @Option(
      names = "--epoch-unit",
      paramLabel = "UNIT",
      defaultValue = "auto",
      description =
          "Unit of numbers in timestamp fields: auto (by magnitude), seconds, millis, micros,"
              + " nanos. Default: ${DEFAULT-VALUE}.")
  private EpochUnit unit;

  public EpochUnit unit() {
    return unit;
  }
}
