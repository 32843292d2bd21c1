package io.framecount.counter.window;

import io.framecount.WindowUnit;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The length of windows: a unit, or several minutes or hours that divide a day. As text {@code
 * day}, {@code 15m}, {@code 2h}. Ordered from fine to coarse.
 *
 * @param count number of units; 1 from {@link WindowUnit#DAY} on
 */
public record WindowSize(WindowUnit unit, int count) implements Comparable<WindowSize> {
  public static final WindowSize MINUTE = new WindowSize(WindowUnit.MINUTE, 1);

  private static final int HOUR_MINUTES = 60;
  private static final int DAY_MINUTES = 24 * HOUR_MINUTES;
  private static final Pattern MULTIPLE = Pattern.compile("([1-9]\\d{0,3})([mh])");
  private static final Comparator<WindowSize> ORDER =
      Comparator.comparing(WindowSize::unit).thenComparing(WindowSize::count);

  /** One unit. */
  public static WindowSize of(WindowUnit unit) {
    return new WindowSize(unit, 1);
  }

  /** A size of minutes, which must divide a day and be less. Whole hours become hours. */
  static WindowSize ofMinutes(int minutes) {
    return minutes % HOUR_MINUTES == 0
        ? new WindowSize(WindowUnit.HOUR, minutes / HOUR_MINUTES)
        : new WindowSize(WindowUnit.MINUTE, minutes);
  }

  /**
   * Reads a size.
   *
   * @throws CommandFailure with {@link ExitCode#USAGE} if there is no such size
   */
  public static WindowSize parse(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "no windows are called '%s': there are minute, hour, day, week, month, year, and minutes or hours that divide a day, such as 5m or 2h"
                        .formatted(text)));
  }

  /** The size with this text, if there is one. */
  static Optional<WindowSize> find(String text) {
    Matcher multiple = MULTIPLE.matcher(text);
    if (multiple.matches()) {
      int unit = multiple.group(2).equals("h") ? HOUR_MINUTES : 1;
      int minutes = Integer.parseInt(multiple.group(1)) * unit;
      return minutes < DAY_MINUTES && DAY_MINUTES % minutes == 0
          ? Optional.of(ofMinutes(minutes))
          : Optional.empty();
    }
    return Arrays.stream(WindowUnit.values())
        .map(WindowSize::of)
        .filter(size -> size.text().equals(text))
        .findFirst();
  }

  /** As users write it. */
  public String text() {
    return count == 1
        ? unit.name().toLowerCase(Locale.ROOT)
        : count + (unit == WindowUnit.HOUR ? "h" : "m");
  }

  /** The name in a {@link WindowKey}: that of the unit, or the text of several units. */
  String keyName() {
    return count == 1 ? unit.name() : text();
  }

  /** Returns whether each day has several windows of this size. */
  boolean withinDay() {
    return unit == WindowUnit.MINUTE || unit == WindowUnit.HOUR;
  }

  /** Length by the clock, for sizes within a day. */
  int minutes() {
    return count * (unit == WindowUnit.HOUR ? HOUR_MINUTES : 1);
  }

  /** Returns whether each window of this size lies within one of the other, in every zone. */
  public boolean nestsIn(WindowSize coarser) {
    if (withinDay()) {
      return !coarser.withinDay() || coarser.minutes() % minutes() == 0;
    }
    return switch (unit) {
      case DAY -> !coarser.withinDay();
      case MONTH -> coarser.unit == WindowUnit.MONTH || coarser.unit == WindowUnit.YEAR;
      default -> coarser.unit == unit;
    };
  }

  @Override
  public int compareTo(WindowSize other) {
    return ORDER.compare(this, other);
  }
}
