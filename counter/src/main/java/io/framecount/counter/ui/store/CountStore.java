package io.framecount.counter.ui.store;

import io.framecount.counter.window.WindowSize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All counts of a topic, within a bound of memory: beyond it, the oldest windows of the finest size
 * that takes more than its share are given up; where single windows have more groups than fit, the
 * smallest groups. Thread-safe: one thread writes, others read.
 */
public final class CountStore {
  /** Memory limit in bytes: a year of minutes takes about a third. */
  public static final long MOST_BYTES = 64L << 20;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final TreeMap<WindowSize, SizeStore> sizes = new TreeMap<>();
  private final LatePartials late = new LatePartials();
  private final Changes changes = new Changes();
  private final long mostBytes;
  private long version;

  public CountStore() {
    this(MOST_BYTES);
  }

  CountStore(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Grows with each change. */
  public long version() {
    return reading(() -> version);
  }

  /** Takes a row; it replaces that of the same window and group. */
  public void put(CountRow row) {
    writing(
        () -> {
          CountRow.Key key = row.key();
          if (sizes.computeIfAbsent(key.size(), SizeStore::new).put(row)) {
            changed(key);
            keepWithinBounds();
          }
        });
  }

  /** Forgets a row that was deleted. */
  public void remove(CountRow.Key key) {
    writing(
        () -> {
          SizeStore shelf = sizes.get(key.size());
          if (shelf != null && shelf.remove(key.group(), key.start())) {
            version++;
            changes.unclear(key.size());
          }
        });
  }

  /** Takes a late partial; 0 frames if it was taken into its window since. */
  public void late(String record, CountRow.Key window, long frames) {
    writing(
        () -> {
          if (late.put(record, window, frames)) {
            changed(window);
          }
        });
  }

  /** Returns what changed since this was last asked. */
  public Changes.Since takeChanges() {
    lock.writeLock().lock();
    try {
      return changes.take(version);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * The windows of one size.
   *
   * @param floor windows that begin before were given up
   * @param lacking whether there were more groups than fit, so that the smallest were given up
   * @param late frames that came late
   */
  public record SizeInfo(
      WindowSize size,
      long windows,
      long first,
      long last,
      long floor,
      int groups,
      boolean lacking,
      long late) {}

  /**
   * Returns the number of sizes that have rows; cheap, since the page's status asks all the time.
   */
  public long sizeCount() {
    return reading(() -> sizes.values().stream().filter(size -> !size.isEmpty()).count());
  }

  /** Returns what there is, from fine to coarse. */
  public List<SizeInfo> sizes() {
    return reading(
        () -> {
          Map<String, Long> lateFrames = late.bySize();
          return sizes.entrySet().stream()
              .filter(size -> !size.getValue().isEmpty())
              .map(size -> size.getValue().info(lateFrames.getOrDefault(size.getKey().text(), 0L)))
              .toList();
        });
  }

  /** Returns the groups of a size with the most frames, up to a limit. */
  public List<String> groups(WindowSize size, int most) {
    return reading(
        () -> {
          SizeStore shelf = sizes.get(size);
          return shelf == null ? List.of() : shelf.greatest(most);
        });
  }

  /** Returns the present rows of these windows, by group. */
  public List<Points> points(Collection<CountRow.Key> keys) {
    return reading(
        () -> {
          Map<String, List<CountRow.Key>> byGroup = new TreeMap<>();
          keys.forEach(
              key -> byGroup.computeIfAbsent(key.group(), group -> new ArrayList<>()).add(key));
          return byGroup.values().stream().map(this::pointsOfGroup).toList();
        });
  }

  private Points pointsOfGroup(List<CountRow.Key> keys) {
    CountRow.Key any = keys.get(0);
    Points points = new Points(any.group());
    Series series = series(any.size(), any.group());
    if (series != null) {
      keys.stream()
          .mapToLong(CountRow.Key::start)
          .sorted()
          .forEach(start -> series.visit(start, start + 1, adding(points, any)));
    }
    return points;
  }

  private Series.Visitor adding(Points points, CountRow.Key any) {
    return (chunk, at) -> points.add(chunk, at, lateOf(any.size(), any.group(), chunk.starts[at]));
  }

  /**
   * The windows of one series that begin in a span.
   *
   * @param from and {@code to}: epoch milliseconds, the end excluded
   * @param stretches of how many stretches at most each shows its extremes; all windows if there
   *     are not many more
   */
  public Points points(WindowSize size, String group, long from, long to, int stretches) {
    return reading(() -> read(size, group, from, to, stretches));
  }

  private Points read(WindowSize size, String group, long from, long to, int stretches) {
    Points points = new Points(group);
    Series series = series(size, group);
    if (series == null) {
      return points;
    }
    Series.Visitor add = adding(points, new CountRow.Key(size, group, 0));
    long first = Math.max(from, series.first());
    long end = Math.min(to, series.last() + 1);
    int[] rows = {0};
    series.visit(first, end, (chunk, at) -> rows[0]++);
    if (rows[0] <= 4L * stretches) {
      series.visit(first, end, add);
    } else {
      var thinning =
          new Thinning(first, end, stretches, start -> lateOf(size, group, start) > 0, add);
      series.visit(first, end, thinning);
      thinning.end();
    }
    return points;
  }

  private long lateOf(WindowSize size, String group, long start) {
    return late.of(new CountRow.Key(size, group, start));
  }

  private Series series(WindowSize size, String group) {
    SizeStore shelf = sizes.get(size);
    return shelf == null ? null : shelf.series(group);
  }

  private void changed(CountRow.Key key) {
    version++;
    changes.add(key);
  }

  private void keepWithinBounds() {
    boolean less = true;
    while (less && sizes.values().stream().mapToLong(SizeStore::bytes).sum() > mostBytes) {
      less = giveUp(SizeStore::giveUpOldest) || giveUp(SizeStore::giveUpSmallest);
    }
  }

  /**
   * Drops rows of the finest size that takes more than its share, so that no size crowds out
   * another.
   */
  private boolean giveUp(Predicate<SizeStore> way) {
    long share = mostBytes / sizes.size();
    for (Map.Entry<WindowSize, SizeStore> size : sizes.entrySet()) {
      if (size.getValue().bytes() > share && way.test(size.getValue())) {
        changes.unclear(size.getKey());
        return true;
      }
    }
    return false;
  }

  private void writing(Runnable change) {
    lock.writeLock().lock();
    try {
      change.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private <T> T reading(Supplier<T> question) {
    lock.readLock().lock();
    try {
      return question.get();
    } finally {
      lock.readLock().unlock();
    }
  }
}
