package io.framecount.counter.window;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The key of a record on a window: {@code SIZE/START}, such as {@code MINUTE/2016-07-11T13:39:00Z},
 * and {@code SIZE/START/GROUP} where frames are grouped. Topics compact by it to one record a
 * window, and any Kafka tool shows it. The start is in UTC whatever the zone of the count, so that
 * it is unambiguous where clocks show an hour twice. Taken apart only when asked, so that a key
 * that is no such text does no harm.
 */
public record WindowKey(String text) {
  private static final char SEPARATOR = '/';

  /** The key of a window, without a group. */
  public static WindowKey of(Window window) {
    return new WindowKey(
        window.size().keyName() + SEPARATOR + Instant.ofEpochMilli(window.start()));
  }

  /**
   * The key of a group of this window.
   *
   * @param group null if frames are not grouped
   */
  public WindowKey ofGroup(String group) {
    return group == null ? this : new WindowKey(text + SEPARATOR + group);
  }

  /** The key without its group. */
  public WindowKey withoutGroup() {
    int end = groupSeparator();
    return end < 0 ? this : new WindowKey(text.substring(0, end));
  }

  /** The group, which may contain slashes; null if the key has none. */
  public String group() {
    int end = groupSeparator();
    return end < 0 ? null : text.substring(end + 1);
  }

  /** The name of the size in lower case, such as {@code minute}; of another text, its beginning. */
  public String sizeName() {
    return first().toLowerCase(Locale.ROOT);
  }

  /** The size of the window; empty if the text begins with no such size. */
  public Optional<WindowSize> size() {
    return text.indexOf(SEPARATOR) < 0
        ? Optional.empty()
        : WindowSize.find(sizeName()).filter(size -> size.keyName().equals(first()));
  }

  /** The first instant of the window; empty if the text has none there. */
  public Optional<Instant> start() {
    int from = text.indexOf(SEPARATOR) + 1;
    if (from == 0) {
      return Optional.empty();
    }
    int end = groupSeparator();
    try {
      return Optional.of(Instant.parse(text.substring(from, end < 0 ? text.length() : end)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private String first() {
    int end = text.indexOf(SEPARATOR);
    return end < 0 ? text : text.substring(0, end);
  }

  private int groupSeparator() {
    int first = text.indexOf(SEPARATOR);
    return first < 0 ? -1 : text.indexOf(SEPARATOR, first + 1);
  }
}
