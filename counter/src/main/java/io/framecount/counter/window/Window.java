package io.framecount.counter.window;

import io.framecount.WindowUnit;

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

  /** The {@link WindowKey} of this window's records, without a group. */
  public String key() {
    return WindowKey.of(this).text();
  }
}
