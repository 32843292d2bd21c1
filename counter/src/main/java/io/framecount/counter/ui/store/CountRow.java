package io.framecount.counter.ui.store;

import io.framecount.WindowCount;
import io.framecount.counter.window.WindowKey;
import io.framecount.counter.window.WindowSize;
import java.util.Objects;

/**
 * One row of the output as the page needs it.
 *
 * @param key its window and group
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
   * The window and the group of a row.
   *
   * @param group empty if frames are not grouped
   * @param start first instant, in epoch milliseconds
   */
  public record Key(WindowSize size, String group, long start) {}

  /** Makes one from a row and the key of its record. */
  public static CountRow of(String key, WindowCount count) {
    WindowSize size = new WindowKey(key).size().orElseGet(() -> WindowSize.of(count.getWindow()));
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

  /** Returns the window and group that a record's key names; null if it is no {@link WindowKey}. */
  public static Key keyOf(String text) {
    WindowKey key = new WindowKey(text);
    String group = Objects.requireNonNullElse(key.group(), "");
    try {
      return key.size()
          .flatMap(size -> key.start().map(start -> new Key(size, group, start.toEpochMilli())))
          .orElse(null);
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
