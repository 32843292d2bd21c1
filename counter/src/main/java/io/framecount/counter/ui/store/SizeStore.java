package io.framecount.counter.ui.store;

import io.framecount.counter.ui.store.CountStore.SizeInfo;
import io.framecount.counter.window.WindowSize;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * All windows of one size, by group. From its floor on it has all of them, and before that none:
 * what is shown of a group has no gaps that are not its own, unless groups had to be given up, too.
 * Not thread-safe.
 */
final class SizeStore {
  /** Divisor of the share that is dropped at once, since finding the oldest rows takes a while. */
  private static final int PART = 8;

  private final WindowSize size;
  private final Map<String, Series> groups = new HashMap<>();
  private long bytes;
  private long floor = Long.MIN_VALUE;
  private long thinned = Long.MIN_VALUE;

  SizeStore(WindowSize size) {
    this.size = size;
  }

  long bytes() {
    return bytes;
  }

  /** Windows of a group, or null if there are none. */
  Series series(String group) {
    return groups.get(group);
  }

  /** Takes a row; false if that changes nothing. */
  boolean put(CountRow row) {
    CountRow.Key key = row.key();
    if (key.start() < floor) {
      return false;
    }
    Series series = groups.get(key.group());
    if (series == null) {
      series = new Series(size, key.group());
      groups.put(key.group(), series);
      bytes += series.fixedBytes();
    }
    long more = series.put(row);
    bytes += Math.max(0, more);
    return more >= 0;
  }

  /** Forgets a row; false if there is none. */
  boolean remove(String group, long start) {
    Series series = groups.get(group);
    long freed = series == null ? -1 : series.remove(start);
    bytes -= Math.max(0, freed);
    dropIfEmpty(group);
    return freed >= 0;
  }

  /**
   * Drops the oldest windows of all groups, about an eighth of the rows. If one window has most of
   * the rows it stays: it may be the current one, which will still grow.
   *
   * @return false if there is no older window
   */
  boolean giveUpOldest() {
    long rows = rows();
    long start = startOfRow(Math.max(1, rows / PART));
    long later = rows - rowsBefore(start + 1);
    long from = 2 * later >= rows ? endOf(start) : start;
    if (rowsBefore(from) == 0) {
      return false;
    }
    for (String group : List.copyOf(groups.keySet())) {
      bytes -= groups.get(group).dropBefore(from);
      dropIfEmpty(group);
    }
    floor = from;
    return true;
  }

  /**
   * Drops the eighth of the groups with the fewest frames.
   *
   * @return false if there is only one group
   */
  boolean giveUpSmallest() {
    if (groups.size() < 2) {
      return false;
    }
    long most = Math.max(1, groups.size() / PART);
    List<Map.Entry<String, Series>> smallest =
        groups.entrySet().stream()
            .sorted(Comparator.comparingLong(group -> group.getValue().frames()))
            .limit(most)
            .toList();
    for (Map.Entry<String, Series> group : smallest) {
      thinned = Math.max(thinned, group.getValue().last());
      bytes -= group.getValue().dropBefore(Long.MAX_VALUE);
      dropIfEmpty(group.getKey());
    }
    return true;
  }

  /** Returns the groups with the most frames, up to a limit. */
  List<String> greatest(int most) {
    return groups.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, Series> group) -> -group.getValue().frames())
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Returns what there is; at least one window. */
  SizeInfo info(long late) {
    boolean lacking = thinned > Long.MIN_VALUE && thinned >= floor;
    return new SizeInfo(
        size, rows(), firsts().min().orElseThrow(), last(), floor, groups.size(), lacking, late);
  }

  /** When the window begins that has the row with this number, the oldest being 1. */
  private long startOfRow(long number) {
    long low = firsts().min().orElse(0);
    long high = last();
    while (low < high) {
      // The mean, whatever times there are.
      long middle = (low & high) + ((low ^ high) >> 1);
      if (rowsBefore(middle + 1) >= number) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private long endOf(long start) {
    return groups.values().stream().mapToLong(series -> series.endOf(start)).max().orElse(start);
  }

  private long rows() {
    return groups.values().stream().mapToLong(Series::rows).sum();
  }

  private long rowsBefore(long start) {
    return groups.values().stream().mapToLong(series -> series.rowsBefore(start)).sum();
  }

  private LongStream firsts() {
    return groups.values().stream().mapToLong(Series::first);
  }

  private long last() {
    return groups.values().stream().mapToLong(Series::last).max().orElse(0);
  }

  private void dropIfEmpty(String group) {
    Series series = groups.get(group);
    if (series != null && series.rows() == 0) {
      groups.remove(group);
      bytes -= series.fixedBytes();
    }
  }
}
