package io.framecount.counter.recount;

import io.framecount.counter.window.Calendar;
import io.framecount.counter.window.Window;
import io.framecount.counter.window.WindowKey;
import io.framecount.counter.window.Windows;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the output, as its key names it.
 *
 * @param text the key
 * @param group null if frames are not grouped
 */
record RowKey(String text, Window window, String group) {

  /**
   * Reads a key such as {@code MINUTE/2016-07-11T13:39:00Z/android}.
   *
   * @param grouped whether keys end with a group
   * @return nothing if these windows have no such key
   */
  static Optional<RowKey> parse(String text, Windows windows, boolean grouped) {
    WindowKey key = new WindowKey(text);
    if (key.start().isEmpty() || (key.group() != null) != grouped) {
      return Optional.empty();
    }
    return key.size()
        .filter(windows.sizes()::contains)
        .flatMap(size -> key.start().flatMap(start -> windowAt(start, windows.calendar(size))))
        .filter(window -> window.key().equals(key.withoutGroup().text()))
        .map(window -> new RowKey(text, window, key.group()));
  }

  private static Optional<Window> windowAt(Instant start, Calendar calendar) {
    try {
      return Optional.of(calendar.at(start.toEpochMilli()));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
