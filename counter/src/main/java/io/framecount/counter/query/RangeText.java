package io.framecount.counter.query;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.counter.window.Calendar;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowSize;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads ranges as people write them, with dates and local times in a zone. */
public final class RangeText {
  private static final Pattern LAST = Pattern.compile("([1-9]\\d{0,5})([mhdw])");
  private static final String BETWEEN = "..";

  private final ZoneId zone;
  private final Clock clock;

  /**
   * @param clock says when now is
   */
  public RangeText(ZoneId zone, Clock clock) {
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * A date, month or year, which is all of it; or two moments with dots between, of which the
   * second is not included.
   *
   * @throws CommandFailure with {@link ExitCode#USAGE} if it can't be read
   */
  public TimeRange range(String text) {
    int dots = text.indexOf(BETWEEN);
    return dots < 0
        ? period(text)
        : between(text.substring(0, dots), text.substring(dots + BETWEEN.length()));
  }

  /** Returns the range from one time up to another, which is excluded, or up to now. */
  public TimeRange between(String from, String to) {
    Instant start = moment(from);
    Instant end = to == null || to.isBlank() ? clock.instant() : moment(to);
    if (!start.isBefore(end)) {
      throw usage("a range must end after it begins, not %s..%s".formatted(from, to));
    }
    return new TimeRange(start, end);
  }

  /**
   * Returns the last minutes, hours, days or weeks, such as {@code 7d}.
   *
   * @param finest the finest windows: the range ends with the last whole one
   */
  public TimeRange last(String text, WindowSize finest) {
    Matcher matcher = LAST.matcher(text);
    if (!matcher.matches()) {
      throw usage("'%s' is not a span of time; write 90m, 24h, 7d or 4w".formatted(text));
    }
    long now = clock.instant().toEpochMilli();
    long start = Calendar.of(finest, zone).at(now).start();
    ZonedDateTime end = Instant.ofEpochMilli(start).atZone(zone);
    long amount = Long.parseLong(matcher.group(1));
    return new TimeRange(end.minus(amount, unit(matcher.group(2))).toInstant(), end.toInstant());
  }

  /**
   * The span of the same length just before: as many months if it is whole months, as many days if
   * whole days; else as long by the clock.
   */
  public TimeRange before(TimeRange range) {
    return range.before(zone);
  }

  private static ChronoUnit unit(String letter) {
    return switch (letter) {
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      case "d" -> ChronoUnit.DAYS;
      default -> ChronoUnit.WEEKS;
    };
  }

  private TimeRange period(String text) {
    try {
      return switch (text.length()) {
        case 4 -> whole(Year.parse(text).atDay(1), ChronoUnit.YEARS);
        case 7 -> whole(YearMonth.parse(text).atDay(1), ChronoUnit.MONTHS);
        default -> whole(LocalDate.parse(text), ChronoUnit.DAYS);
      };
    } catch (DateTimeParseException e) {
      throw usage(
          "'%s' is not a range; write a date, month or year, or A..B such as 2016-07-11..2016-07-18"
              .formatted(text));
    }
  }

  private TimeRange whole(LocalDate first, ChronoUnit unit) {
    return new TimeRange(midnight(first), midnight(first.plus(1, unit)));
  }

  /** A moment: a time with or without offset, or the beginning of a date, month or year. */
  private Instant moment(String text) {
    List<Function<String, Instant>> ways =
        List.of(
            given -> OffsetDateTime.parse(given).toInstant(),
            given -> LocalDateTime.parse(given).atZone(zone).toInstant(),
            given -> midnight(LocalDate.parse(given)),
            given -> midnight(YearMonth.parse(given).atDay(1)),
            given -> midnight(Year.parse(given).atDay(1)));
    for (Function<String, Instant> way : ways) {
      try {
        return way.apply(text.strip());
      } catch (DateTimeException e) {
        // Perhaps the next one.
      }
    }
    throw usage(
        "'%s' is not a time; write 2016-07-11T13:00:00Z, 2016-07-11T13:00 or 2016-07-11"
            .formatted(text));
  }

  private Instant midnight(LocalDate date) {
    return date.atStartOfDay(zone).toInstant();
  }

  private static CommandFailure usage(String sentence) {
    return new CommandFailure(ExitCode.USAGE, sentence);
  }
}
