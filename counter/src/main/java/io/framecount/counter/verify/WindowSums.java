package io.framecount.counter.verify;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Frames in windows of each size, every one of which must hold all frames. */
final class WindowSums {
  private final Map<String, Long> bySize = new TreeMap<>();

  /**
   * Adds a result or an increment.
   *
   * @param key of its record, which begins with the size
   */
  void add(String key, long frames) {
    int end = key.indexOf('/');
    String size = end < 0 ? key : key.substring(0, end);
    bySize.merge(size.toLowerCase(Locale.ROOT), frames, Long::sum);
  }

  /** By the size's name, such as {@code minute}. */
  Map<String, Long> bySize() {
    return bySize;
  }
}
