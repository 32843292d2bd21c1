package io.framecount.counter.window;

import io.framecount.WindowUnit;
import java.time.Instant;

/**
 * A span of calendar time.
 *
 * @param start first instant, in epoch milliseconds
 * @param end first instant after it, in epoch milliseconds
 */
public record Window(WindowSize size, long start, long end) {

  public WindowUnit unit() {
    return size.unit();
  }

  /** Returns whether the instant, in epoch milliseconds, lies in this window. */
  public boolean contains(long instant) {
    return start <= instant && instant < end;
  }

  /**
   * The key of this window's records, such as {@code MINUTE/2016-07-11T13:39:00Z}: what makes a
   * topic compact to one record a window, legible in any Kafka tool. Its time is in UTC whatever
   * the zone, so that it is unambiguous where clocks show an hour twice.
   */
  public String key() {
    return size.keyName() + "/" + Instant.ofEpochMilli(start);
  }
}
