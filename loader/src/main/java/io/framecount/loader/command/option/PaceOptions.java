package io.framecount.loader.command.option;

import io.framecount.loader.pace.Pace;
import io.framecount.loader.pace.RatePace;
import io.framecount.loader.pace.SpeedPace;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options for the speed of a load; as fast as possible by default. */
public final class PaceOptions {
  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Send N frames per second, evenly, like a live stream.")
  private Double rate;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      converter = FactorConverter.class,
      description =
          "Send at the pace of the frames' own time (see --time), such as 1x or 60x. Late "
              + "frames are sent at once; gaps of more than a day are skipped.")
  private Double speed;

  /** The pace asked for, or nothing for none. */
  public Optional<Pace> pace() {
    if (rate != null) {
      return Optional.of(new RatePace(rate));
    }
    return Optional.ofNullable(speed).map(SpeedPace::new);
  }

  /** Returns whether the frames' own time is needed. */
  public boolean byEventTime() {
    return speed != null;
  }

  /** Returns the fault in these options; empty if there is none. */
  public Optional<String> problem() {
    if (rate != null && speed != null) {
      return Optional.of("--rate and --speed can't both set the pace; leave one out");
    }
    if (rate != null && !(rate > 0 && rate <= 1e9)) {
      return Optional.of("--rate must be more than 0 frames a second, not " + rate);
    }
    return speed == null || (speed > 0 && speed <= 1e9)
        ? Optional.empty()
        : Optional.of("--speed must be more than 0, such as 60x, not " + speed);
  }

  /** Reads {@code 60x} or {@code 60}. */
  static final class FactorConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      try {
        return Double.valueOf(value.replaceFirst("[xX×]$", ""));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'%s' is not a factor such as 60x".formatted(value));
      }
    }
  }
}
