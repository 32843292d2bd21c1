package io.framecount.counter.window;

import java.time.ZoneId;

/** Divides time into windows of one size. Used by one thread. */
@FunctionalInterface
public interface Calendar {
  /** The window that the instant, in epoch milliseconds, lies in; it may be before 1970. */
  Window at(long instant);

  /** Windows of a size, by the clocks and the calendar of a zone. */
  static Calendar of(WindowSize size, ZoneId zone) {
    return size.withinDay() ? new ClockCalendar(size, zone) : new DateCalendar(size, zone);
  }
}
