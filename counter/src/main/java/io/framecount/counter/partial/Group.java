package io.framecount.counter.partial;

import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Calendar;
import io.framecount.counter.window.Window;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A group of frames and its partials since the last commit, one a window. Not thread-safe. */
final class Group {
  private final String name;
  private final Map<Long, OpenPartial> byStart = new HashMap<>();
  private OpenPartial last;

  /**
   * @param name null if frames are not grouped
   */
  Group(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The partial of the window that the instant lies in. */
  OpenPartial at(long time, Calendar calendar, UniqueMethod method) {
    OpenPartial partial = last;
    // Frames of a window come together, mostly.
    return partial != null && partial.covers(time) ? partial : change(calendar.at(time), method);
  }

  private OpenPartial change(Window window, UniqueMethod method) {
    last = byStart.computeIfAbsent(window.start(), s -> new OpenPartial(window, method.create()));
    return last;
  }

  int windows() {
    return byStart.size();
  }

  /** The partials in the order of their windows. */
  List<OpenPartial> inOrder() {
    return byStart.values().stream()
        .sorted(Comparator.comparingLong(partial -> partial.window().start()))
        .toList();
  }

  void clear() {
    byStart.clear();
    last = null;
  }
}
