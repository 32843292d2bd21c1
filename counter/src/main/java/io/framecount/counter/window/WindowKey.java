package io.framecount.counter.window;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the output, as its key names it.
 *
 * @param text the key
 * @param group null if frames are not grouped
 */
public record WindowKey(String text, Window window, String group) {

  /**
   * Reads a key such as {@code MINUTE/2016-07-11T13:39:00Z/android}.
   *
   * @param grouped whether keys end with a group
   * @return nothing if these windows have no such key
   */
  public static Optional<WindowKey> parse(String text, Windows windows, boolean grouped) {
    String[] parts = text.split("/", 3);
    if (parts.length != (grouped ? 3 : 2)) {
      return Optional.empty();
    }
    return WindowSize.ofKey(text)
        .filter(windows.sizes()::contains)
        .flatMap(size -> instant(parts[1]).map(start -> windows.calendar(size).at(start)))
        .filter(window -> text.startsWith(window.key()))
        .map(window -> new WindowKey(text, window, grouped ? parts[2] : null));
  }

  private static Optional<Long> instant(String text) {
    try {
      return Optional.of(Instant.parse(text).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
