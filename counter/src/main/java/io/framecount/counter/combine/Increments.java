package io.framecount.counter.combine;

import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Calendar;
import io.framecount.counter.window.Window;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The increments since the last commit, one a window. */
final class Increments {
  private final Calendar calendar;
  private final UniqueMethod method;
  private final Map<Long, Increment> byStart = new HashMap<>();
  private Increment last;
  private long bytes;

  Increments(Calendar calendar, UniqueMethod method) {
    this.calendar = calendar;
    this.method = method;
  }

  /** The increment of the window that the instant lies in. */
  Increment at(long time) {
    Increment increment = last;
    // Frames of a window come together, mostly.
    return increment != null && increment.covers(time) ? increment : change(time);
  }

  Collection<Increment> all() {
    return byStart.values();
  }

  int windows() {
    return byStart.size();
  }

  /** Memory of the users. */
  long bytes() {
    measureLast();
    return bytes;
  }

  void clear() {
    byStart.clear();
    last = null;
    bytes = 0;
  }

  private Increment change(long time) {
    measureLast();
    Window window = calendar.at(time);
    last = byStart.computeIfAbsent(window.start(), s -> new Increment(window, method.create()));
    return last;
  }

  private void measureLast() {
    if (last != null) {
      bytes += last.growth();
    }
  }
}
