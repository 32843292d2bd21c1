package io.framecount.counter.ui.store;

import java.util.HashMap;
import java.util.Map;

/**
 * Frames that came after their window's state was given up, by window, as the topic of late
 * partials has them. Not thread-safe.
 */
final class LatePartials {
  /** Number of partials that are kept; later ones are not shown. */
  static final int MOST = 100_000;

  private final Map<String, Long> byRecord = new HashMap<>();
  private final Map<CountRow.Key, Long> byWindow = new HashMap<>();

  /**
   * Takes one.
   *
   * @param record key of its record
   * @param frames 0 if it was taken into its window since
   * @return whether this changed anything
   */
  boolean put(String record, CountRow.Key window, long frames) {
    if (frames > 0 && byRecord.size() >= MOST && !byRecord.containsKey(record)) {
      return false;
    }
    Long before = frames > 0 ? byRecord.put(record, frames) : byRecord.remove(record);
    long more = frames - (before == null ? 0 : before);
    byWindow.merge(window, more, Long::sum);
    byWindow.remove(window, 0L);
    return more != 0;
  }

  long of(CountRow.Key window) {
    return byWindow.isEmpty() ? 0 : byWindow.getOrDefault(window, 0L);
  }

  /** Late frames of all windows of one size. */
  Map<String, Long> bySize() {
    Map<String, Long> sums = new HashMap<>();
    byWindow.forEach((window, frames) -> sums.merge(window.size().text(), frames, Long::sum));
    return sums;
  }
}
