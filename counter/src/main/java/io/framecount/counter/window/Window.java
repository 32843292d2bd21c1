package io.framecount.counter.window;

import io.framecount.WindowUnit;
import java.time.Instant;

/**
 * A span of calendar time.
 *
 * @param start first instant, in epoch milliseconds
 * @param end first instant after it, in epoch milliseconds
 */
public record Window(WindowUnit unit, long start, long end) {

  /** Whether the instant, in epoch milliseconds, lies in this window. */
  public boolean contains(long instant) {
    return start <= instant && instant < end;
  }

  /**
   * The key of this window's records, such as {@code MINUTE/2016-07-11T13:39:00Z}: what makes a
   * topic compact to one record a window, legible in any Kafka tool.
   */
  public String key() {
    return unit + "/" + Instant.ofEpochMilli(start);
  }
}
