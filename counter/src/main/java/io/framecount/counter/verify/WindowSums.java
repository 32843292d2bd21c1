package io.framecount.counter.verify;

import io.framecount.counter.window.WindowKey;
import java.util.Map;
import java.util.TreeMap;

/** Frames in windows of each size, every one of which must hold all frames. */
final class WindowSums {
  private final Map<String, Long> bySize = new TreeMap<>();

  /**
   * Adds a row or a partial.
   *
   * @param key of its record, which begins with the size
   */
  void add(String key, long frames) {
    bySize.merge(new WindowKey(key).sizeName(), frames, Long::sum);
  }

  /** Returns the sums by the name of the size, such as {@code minute}. */
  Map<String, Long> bySize() {
    return bySize;
  }
}
