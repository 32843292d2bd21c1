package io.framecount.counter.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
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
  TimeRange before(ZoneId zone) {
    ZonedDateTime start = from.atZone(zone);
    ZonedDateTime end = to.atZone(zone);
    if (!isMidnight(start) || !isMidnight(end)) {
      return new TimeRange(from.minus(Duration.between(from, to)), from);
    }
    boolean months = start.getDayOfMonth() == 1 && end.getDayOfMonth() == 1;
    ChronoUnit unit = months ? ChronoUnit.MONTHS : ChronoUnit.DAYS;
    return new TimeRange(start.minus(unit.between(start, end), unit).toInstant(), from);
  }

  private static boolean isMidnight(ZonedDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  boolean contains(TimeRange other) {
    return !other.from.isBefore(from) && !other.to.isAfter(to);
  }

  boolean overlaps(TimeRange other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  @Override
  public String toString() {
    return from + ".." + to;
  }
}
