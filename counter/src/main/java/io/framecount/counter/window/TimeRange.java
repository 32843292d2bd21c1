package io.framecount.counter.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A span of time.
 *
 * @param from first instant
 * @param to first instant after it
 */
public record TimeRange(Instant from, Instant to) {
  public TimeRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "a range must end after it begins, not " + from + ".." + to);
    }
  }

  /**
   * The span of the same length just before: as many months if it is whole months, as many days if
   * whole days, in the zone; else as long by the clock.
   */
  public TimeRange before(ZoneId zone) {
    LocalDate first = LocalDate.ofInstant(from, zone);
    LocalDate end = LocalDate.ofInstant(to, zone);
    if (beginsDay(from, first, zone) && beginsDay(to, end, zone)) {
      boolean months = first.getDayOfMonth() == 1 && end.getDayOfMonth() == 1;
      ChronoUnit unit = months ? ChronoUnit.MONTHS : ChronoUnit.DAYS;
      Instant start = startOf(first.minus(unit.between(first, end), unit), zone);
      // A date that a zone has left out begins no earlier than the next one.
      if (start.isBefore(from)) {
        return new TimeRange(start, from);
      }
    }
    return new TimeRange(from.minus(Duration.between(from, to)), from);
  }

  /** Some days begin at 01:00, where clocks are put forward at midnight. */
  private static boolean beginsDay(Instant instant, LocalDate date, ZoneId zone) {
    return instant.equals(startOf(date, zone));
  }

  private static Instant startOf(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant();
  }

  public boolean contains(TimeRange other) {
    return !other.from.isBefore(from) && !other.to.isAfter(to);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  public boolean overlaps(TimeRange other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  @Override
  public String toString() {
    return from + ".." + to;
  }
}
