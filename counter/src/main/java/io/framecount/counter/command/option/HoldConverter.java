package io.framecount.counter.command.option;

import io.framecount.common.cli.DurationConverter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;

/** Reads a duration, or {@code forever}. */
final class HoldConverter implements ITypeConverter<HoldConverter.Hold> {
  private final DurationConverter durations = new DurationConverter();

  /**
   * How long to hold state.
   *
   * @param time nothing for ever
   */
  record Hold(Optional<Duration> time) {}

  @Override
  public Hold convert(String value) {
    return new Hold(
        value.equalsIgnoreCase("forever")
            ? Optional.empty()
            : Optional.of(durations.convert(value)));
  }
}
