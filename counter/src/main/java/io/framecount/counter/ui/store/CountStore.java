package io.framecount.counter.ui.store;

import io.framecount.counter.window.WindowSize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * All counts of a topic, within a bound of memory: beyond it, the oldest windows of the finest size
 * are given up. Thread-safe: one thread writes, others read.
 */
public final class CountStore {
  /** What all counts may take: a year of minutes takes about a third. */
  public static final long MOST_BYTES = 64L << 20;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final TreeMap<WindowSize, Map<String, Series>> sizes = new TreeMap<>();
  private final Map<WindowSize, Long> floors = new HashMap<>();
  private final LateIncrements late = new LateIncrements();
  private final Changes changes = new Changes();
  private final long mostBytes;
  private long bytes;
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

  /** Takes a result; it replaces that of the same window and group. */
  public void put(CountRow row) {
    writing(
        () -> {
          CountRow.Key key = row.key();
          if (key.start() < floors.getOrDefault(key.size(), Long.MIN_VALUE)) {
            return;
          }
          Map<String, Series> groups = sizes.computeIfAbsent(key.size(), s -> new HashMap<>());
          Series series = groups.get(key.group());
          if (series == null) {
            series = new Series(key.size(), key.group());
            groups.put(key.group(), series);
            bytes += series.fixedBytes();
          }
          long more = series.put(row);
          if (more >= 0) {
            bytes += more;
            changed(key);
            keepWithinBounds();
          }
        });
  }

  /** Forgets a result that was deleted. */
  public void remove(CountRow.Key key) {
    writing(
        () -> {
          Series series = series(key.size(), key.group());
          long freed = series == null ? -1 : series.remove(key.start());
          if (freed >= 0) {
            bytes -= freed;
            version++;
            changes.unclear(key.size());
          }
        });
  }

  /** Takes a late increment; 0 frames if it was taken into its window since. */
  public void late(String record, CountRow.Key window, long frames) {
    writing(
        () -> {
          if (late.put(record, window, frames)) {
            changed(window);
          }
        });
  }

  /** What changed since this was last asked. */
  public Changes.Since takeChanges() {
    lock.writeLock().lock();
    try {
      return changes.take(version);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** What there is of one size. */
  public record SizeInfo(
      WindowSize size, long windows, long first, long last, long floor, int groups, long late) {}

  /** What there is, from fine to coarse. */
  public List<SizeInfo> sizes() {
    return reading(
        () -> {
          Map<String, Long> lateFrames = late.bySize();
          List<SizeInfo> infos = new ArrayList<>();
          sizes.forEach((size, groups) -> infos.add(info(size, groups, lateFrames)));
          infos.removeIf(info -> info.windows() == 0);
          return infos;
        });
  }

  /** The greatest groups of a size by frames, at most so many. */
  public List<String> groups(WindowSize size, int most) {
    return reading(
        () ->
            sizes.getOrDefault(size, Map.of()).entrySet().stream()
                .filter(group -> group.getValue().rows() > 0)
                .sorted(
                    Comparator.comparingLong(
                            (Map.Entry<String, Series> group) -> -group.getValue().frames())
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList());
  }

  /** These windows as they are now, by group. */
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
    if (series == null || series.rows() == 0) {
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

  private SizeInfo info(WindowSize size, Map<String, Series> groups, Map<String, Long> lateFrames) {
    long windows = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    int shown = 0;
    for (Series series : groups.values()) {
      if (series.rows() > 0) {
        windows += series.rows();
        first = Math.min(first, series.first());
        last = Math.max(last, series.last());
        shown++;
      }
    }
    long floor = floors.getOrDefault(size, Long.MIN_VALUE);
    return new SizeInfo(
        size, windows, first, last, floor, shown, lateFrames.getOrDefault(size.text(), 0L));
  }

  private Series series(WindowSize size, String group) {
    return sizes.getOrDefault(size, Map.of()).get(group);
  }

  private void changed(CountRow.Key key) {
    version++;
    changes.add(key);
  }

  private void keepWithinBounds() {
    while (bytes > mostBytes) {
      if (!giveUpOldest()) {
        return;
      }
    }
  }

  /** Of the finest size that has any; never the last rows of all. */
  private boolean giveUpOldest() {
    for (Map.Entry<WindowSize, Map<String, Series>> size : sizes.entrySet()) {
      var oldest =
          size.getValue().values().stream()
              .filter(series -> series.rows() > 0)
              .min(Comparator.comparingLong(Series::first));
      if (oldest.isPresent()) {
        Series.Oldest dropped = oldest.get().dropOldest();
        bytes -= dropped.bytes();
        floors.merge(size.getKey(), dropped.nextStart(), Math::max);
        size.getValue().values().removeIf(this::isEmpty);
        changes.unclear(size.getKey());
        return true;
      }
    }
    return false;
  }

  private boolean isEmpty(Series series) {
    if (series.rows() == 0) {
      bytes -= series.fixedBytes();
      return true;
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
