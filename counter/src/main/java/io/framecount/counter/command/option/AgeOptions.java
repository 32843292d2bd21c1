package io.framecount.counter.command.option;

import io.framecount.common.cli.option.DurationConverter;
import io.framecount.counter.merge.Retention;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Times after which rows are settled and the state of their windows is dropped. */
public final class AgeOptions {
  @Option(
      names = "--settle-after",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description =
          "Mark a result as settled when its window has ended and no frame has arrived for "
              + "this long, by this machine's clock. Default: ${DEFAULT-VALUE}.")
  private Duration settleAfter;

  @Option(
      names = "--hold",
      paramLabel = "DURATION",
      defaultValue = "35d",
      converter = HoldConverter.class,
      description =
          "Drop a settled window's state after this long without new frames; later frames are "
              + "kept for 'counter recount'. 'forever' keeps the state. Default: "
              + "${DEFAULT-VALUE}.")
  private Hold hold;

  /** Returns how long the state of windows is kept. */
  public Retention retention() {
    return new Retention(settleAfter, hold.time());
  }

  /**
   * Time to hold state.
   *
   * @param time empty for ever
   */
  record Hold(Optional<Duration> time) {}

  /** Reads a duration, or {@code forever}. */
  static final class HoldConverter implements ITypeConverter<Hold> {
    private final DurationConverter durations = new DurationConverter();

    @Override
    public Hold convert(String value) {
      return new Hold(
          value.equalsIgnoreCase("forever")
              ? Optional.empty()
              : Optional.of(durations.convert(value)));
    }
  }
}
