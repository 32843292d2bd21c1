package io.framecount.counter.ui.store;

import io.framecount.counter.window.WindowSize;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Windows that changed lately. Bounded: of many, it only tells that there were many. */
public final class Changes {
  /** Number of windows of one size that are named. */
  static final int MOST = 500;

  private Map<WindowSize, Set<CountRow.Key>> bySize = new HashMap<>();

  /**
   * What changed.
   *
   * @param version of the store now
   * @param bySize which windows, by size; an empty set means: ask again for what you show
   */
  public record Since(long version, Map<WindowSize, Set<CountRow.Key>> bySize) {}

  void add(CountRow.Key key) {
    Set<CountRow.Key> known = bySize.get(key.size());
    if (known == null) {
      bySize.put(key.size(), new LinkedHashSet<>(Set.of(key)));
    } else if (!known.isEmpty() && known.add(key) && known.size() > MOST) {
      unclear(key.size());
    }
  }

  void unclear(WindowSize size) {
    bySize.put(size, Set.of());
  }

  Since take(long version) {
    Since since = new Since(version, bySize);
    bySize = new HashMap<>();
    return since;
  }
}
