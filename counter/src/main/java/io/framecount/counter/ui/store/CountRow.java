package io.framecount.counter.ui.store;

import io.framecount.WindowCount;
import io.framecount.counter.window.WindowSize;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;

/**
 * One result as a page needs it.
 *
 * @param key which window and group it is of
 * @param end first instant after the window, in epoch milliseconds
 * @param lower and {@code upper}: ends of the 95% interval of the users
 */
public record CountRow(
    Key key,
    long end,
    long frames,
    long users,
    double lower,
    double upper,
    int revision,
    boolean exact,
    boolean settled) {

  /**
   * Which window and group.
   *
   * @param group empty if frames are not grouped
   * @param start first instant, in epoch milliseconds
   */
  public record Key(WindowSize size, String group, long start) {}

  /** A result and the key of its record. */
  public static CountRow of(String key, WindowCount count) {
    WindowSize size = WindowSize.ofKey(key).orElseGet(() -> WindowSize.of(count.getWindow()));
    String group = Objects.requireNonNullElse(count.getGroup(), "");
    return new CountRow(
        new Key(size, group, count.getStart().toEpochMilli()),
        count.getEnd().toEpochMilli(),
        count.getFrames(),
        count.getUniqueUsers(),
        count.getLowerBound(),
        count.getUpperBound(),
        count.getRevision(),
        count.getExact(),
        count.getSettled());
  }

  /**
   * Returns what a record's key names, such as {@code MINUTE/2016-07-11T13:39:00Z/android}; or
   * null.
   */
  public static Key keyOf(String text) {
    String[] parts = text.split("/", 3);
    if (parts.length < 2) {
      return null;
    }
    try {
      long start = Instant.parse(parts[1]).toEpochMilli();
      String group = parts.length == 3 ? parts[2] : "";
      return WindowSize.ofKey(text).map(size -> new Key(size, group, start)).orElse(null);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}
