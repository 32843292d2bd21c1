package io.framecount.common.text;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Converts local time of a zone to UTC. A local time that occurs twice, when summer time ends,
 * means the first. One that is skipped, when summer time begins, is moved forward by the gap: 02:30
 * is 03:30. Allocates only when the times cross a change of the clocks. Not thread-safe.
 */
public final class ZoneClock {
  private final ZoneRules rules;

  /** The current offset holds for local times between these two, the second excluded. */
  private long from;

  private long to;
  private long offset;
  private boolean changing;

  public ZoneClock(ZoneId zone) {
    rules = zone.getRules();
    if (rules.isFixedOffset()) {
      from = Long.MIN_VALUE;
      to = Long.MAX_VALUE;
      offset = rules.getStandardOffset(Instant.EPOCH).getTotalSeconds();
    }
  }

  /**
   * Returns the offset from UTC in seconds.
   *
   * @param second local time, in seconds since 1970-01-01T00:00:00
   */
  public long offsetAt(long second) {
    changing = false;
    return from <= second && second < to ? offset : find(second);
  }

  /** Returns whether the clocks skipped the last local time, or showed it twice. */
  public boolean isChanging() {
    return changing;
  }

  /** Converts local milliseconds since 1970-01-01T00:00:00 to UTC. */
  public long toUtcMillis(long millis) {
    return millis - offsetAt(Math.floorDiv(millis, 1_000L)) * 1_000;
  }

  private long find(long second) {
    LocalDateTime shown = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    ZoneOffsetTransition change = rules.getTransition(shown);
    if (change != null) {
      changing = true;
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
