package io.framecount.common.text;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Tells when the clocks of a zone showed a time. What they showed twice, as summer time ended, is
 * the first of the two. What they skipped, as summer time began, is as much later as they skipped:
 * 02:30 is 03:30. Allocates only when the times cross a change of the clocks. Not thread-safe.
 */
public final class ZoneClock {
  private final ZoneRules rules;

  /** Between these two times on the clocks, the second excluded, the offset is the same. */
  private long from;

  private long to;
  private long offset;

  public ZoneClock(ZoneId zone) {
    rules = zone.getRules();
    if (rules.isFixedOffset()) {
      from = Long.MIN_VALUE;
      to = Long.MAX_VALUE;
      offset = rules.getStandardOffset(Instant.EPOCH).getTotalSeconds();
    }
  }

  /**
   * Returns how many seconds the clocks were ahead of UTC.
   *
   * @param second what they showed, in seconds since they showed 1970-01-01T00:00:00
   */
  public long offsetAt(long second) {
    return from <= second && second < to ? offset : find(second);
  }

  /** When they showed so many milliseconds since 1970-01-01T00:00:00, since that time in UTC. */
  public long toUtcMillis(long millis) {
    return millis - offsetAt(Math.floorDiv(millis, 1_000L)) * 1_000;
  }

  private long find(long second) {
    LocalDateTime shown = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    ZoneOffsetTransition change = rules.getTransition(shown);
    if (change != null) {
      return change.getOffsetBefore().getTotalSeconds();
    }
    offset = rules.getOffset(shown).getTotalSeconds();
    Instant instant = Instant.ofEpochSecond(second - offset);
    ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    from = before == null ? Long.MIN_VALUE : before.toEpochSecond() + most(before);
    to = after == null ? Long.MAX_VALUE : after.toEpochSecond() + least(after);
    return offset;
  }

  private static int most(ZoneOffsetTransition change) {
    return Math.max(
        change.getOffsetBefore().getTotalSeconds(), change.getOffsetAfter().getTotalSeconds());
  }

  private static int least(ZoneOffsetTransition change) {
    return Math.min(
        change.getOffsetBefore().getTotalSeconds(), change.getOffsetAfter().getTotalSeconds());
  }
}
