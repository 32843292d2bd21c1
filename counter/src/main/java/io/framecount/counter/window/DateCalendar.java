package io.framecount.counter.window;

import io.framecount.WindowUnit;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * Windows of whole days of a zone: days, ISO weeks, which begin on Monday, months and years. A day
 * lasts from its first midnight to that of the next day, 23 or 25 hours where clocks change; it
 * begins later where midnight is skipped.
 */
final class DateCalendar implements Calendar {
  private final WindowSize size;
  private final ZoneId zone;

  DateCalendar(WindowSize size, ZoneId zone) {
    this.size = size;
    this.zone = zone;
  }

  @Override
  public Window at(long instant) {
    LocalDate first = first(Instant.ofEpochMilli(instant).atZone(zone).toLocalDate());
    // Where clocks go back over midnight they show yesterday's date again, after today has begun.
    while (instant >= start(next(first))) {
      first = next(first);
    }
    return new Window(size, start(first), start(next(first)));
  }

  private LocalDate first(LocalDate date) {
    return switch (size.unit()) {
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> date.withDayOfMonth(1);
      case YEAR -> date.withDayOfYear(1);
      default -> date;
    };
  }

  private LocalDate next(LocalDate first) {
    return first.plus(1, step(size.unit()));
  }

  private static ChronoUnit step(WindowUnit unit) {
    return switch (unit) {
      case WEEK -> ChronoUnit.WEEKS;
      case MONTH -> ChronoUnit.MONTHS;
      case YEAR -> ChronoUnit.YEARS;
      default -> ChronoUnit.DAYS;
    };
  }

  private long start(LocalDate date) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
