package io.framecount.common.cli.option;

import io.framecount.common.text.EpochUnit;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The unit of times that are plain numbers. */
public final class EpochUnitOption {
  @Option(
      names = "--epoch-unit",
      paramLabel = "UNIT",
      description =
          "Unit of numeric timestamps: auto (by magnitude), seconds, millis, micros, nanos. "
              + "Default: auto for JSON, millis for plain numbers in Avro records.")
  private EpochUnit unit;

  /** Returns the unit that the user chose, if any. */
  public Optional<EpochUnit> unit() {
    return Optional.ofNullable(unit);
  }

  /** Returns the unit that the user chose, or the given one. */
  public EpochUnit or(EpochUnit byDefault) {
    return unit == null ? byDefault : unit;
  }
}
