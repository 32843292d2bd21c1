package io.framecount.counter.window;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Windows of minutes and hours. They begin when the zone's clocks show a multiple of their length
 * since midnight. A change of the clocks ends a window and begins another: an hour that the clocks
 * show twice is two windows, and a window that a change falls into is shorter than others.
 */
final class ClockCalendar implements Calendar {
  private static final long MINUTE_MILLIS = 60_000;

  private final WindowSize size;
  private final ZoneRules rules;
  private final long length;
  private Stretch last = new Stretch(0, 0, 0);

  ClockCalendar(WindowSize size, ZoneId zone) {
    this.size = size;
    rules = zone.getRules();
    length = size.minutes() * MINUTE_MILLIS;
  }

  /** Time between two changes of the clocks, and how far these are ahead of UTC. */
  private record Stretch(long from, long to, long offset) {
    boolean contains(long instant) {
      return from <= instant && instant < to;
    }
  }

  @Override
  public Window at(long instant) {
    if (!last.contains(instant)) {
      last = stretch(Instant.ofEpochMilli(instant));
    }
    long clock = instant + last.offset;
    long start = instant - Math.floorMod(clock, length);
    return new Window(size, Math.max(start, last.from), Math.min(start + length, last.to));
  }

  private Stretch stretch(Instant instant) {
    return new Stretch(
        millis(rules.previousTransition(instant.plusNanos(1)), Long.MIN_VALUE),
        millis(rules.nextTransition(instant), Long.MAX_VALUE),
        rules.getOffset(instant).getTotalSeconds() * 1_000L);
  }

  private static long millis(ZoneOffsetTransition change, long none) {
    return change == null ? none : change.getInstant().toEpochMilli();
  }
}
