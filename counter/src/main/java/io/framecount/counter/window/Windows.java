package io.framecount.counter.window;

import io.framecount.WindowUnit;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.option.TimeZoneOption;
import java.math.BigInteger;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The windows of a count.
 *
 * @param sizes each once, from fine to coarse, at least one
 * @param zone whose clocks and calendar the windows follow
 */
public record Windows(List<WindowSize> sizes, ZoneId zone) {
  /** Minutes, which are the same wherever clocks differ by whole minutes. */
  public static final Windows MINUTES = new Windows(List.of(WindowSize.MINUTE), ZoneOffset.UTC);

  public Windows {
    sizes = List.copyOf(new TreeSet<>(sizes));
  }

  /**
   * Reads sizes, separated by commas, and a zone such as {@code Europe/Berlin}.
   *
   * @throws CommandFailure with {@link ExitCode#USAGE} if there is no such size or zone
   */
  public static Windows parse(String sizes, String zone) {
    return new Windows(
        Stream.of(sizes.split(",", -1)).map(String::strip).map(WindowSize::parse).toList(),
        TimeZoneOption.parse(zone));
  }

  /** The sizes as {@link #parse} reads them. */
  public String text() {
    return sizes.stream().map(WindowSize::text).collect(Collectors.joining(","));
  }

  /** Windows of one of the sizes, or of another. */
  public Calendar calendar(WindowSize size) {
    return Calendar.of(size, zone);
  }

  /** The coarsest size that nests in all of them; usually the finest of them. */
  public WindowSize base() {
    int minutes =
        sizes.stream()
            .filter(WindowSize::withinDay)
            .map(size -> BigInteger.valueOf(size.minutes()))
            .reduce(BigInteger.ZERO, BigInteger::gcd)
            .intValue();
    if (minutes > 0) {
      return WindowSize.ofMinutes(minutes);
    }
    return Stream.of(WindowUnit.YEAR, WindowUnit.MONTH, WindowUnit.WEEK)
        .map(WindowSize::of)
        .filter(base -> sizes.stream().allMatch(base::nestsIn))
        .findFirst()
        .orElse(WindowSize.of(WindowUnit.DAY));
  }
}
