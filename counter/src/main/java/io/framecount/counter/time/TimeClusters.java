package io.framecount.counter.time;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Clusters of the recent times of one partition: a live stream has one, with a backfill beside it
 * two. A frame within {@link #FAR_MILLIS} of a cluster's last frame belongs to it and moves it. A
 * cluster is forgotten when no frame came to it for {@link #FORGOTTEN} frames. Not thread-safe;
 * allocates nothing per frame.
 */
final class TimeClusters {
  /** A frame closer than this belongs to the cluster: 12.4 days. */
  static final long FAR_MILLIS = 1L << 30;

  static final int FORGOTTEN = 10_000;

  private static final int MOST = 8;

  /** Farther from all times that are believed than FAR, and no difference overflows. */
  private static final long NOWHERE = -(1L << 62);

  /** The cluster visited last comes first. */
  private final long[] times = new long[MOST];

  private final long[] visits = new long[MOST];
  private int count;

  TimeClusters() {
    times[0] = NOWHERE;
  }

  /**
   * Returns whether a frame belongs to a known cluster, which it then moves.
   *
   * @param now number of this frame in the partition
   */
  boolean visit(long time, long now) {
    if (Math.abs(time - times[0]) <= FAR_MILLIS) {
      times[0] = time;
      visits[0] = now;
      return true;
    }
    return visitOther(time, now);
  }

  /** Adds a cluster; the one that was visited longest ago makes room. */
  void add(long time, long now) {
    count = Math.min(count + 1, MOST);
    toFront(count - 1, time, now);
  }

  /** Returns whether some frame since then was this near to the time. */
  boolean near(long time, long distance, long since) {
    for (int i = 0; i < count && visits[i] >= since; i++) {
      if (Math.abs(time - times[i]) <= distance) {
        return true;
      }
    }
    return false;
  }

  /** Returns the clusters visited since then, for people. */
  String describe(long since) {
    return IntStream.range(0, count)
        .filter(i -> visits[i] >= since)
        .mapToObj(i -> Instant.ofEpochMilli(times[i]).toString())
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  /** Returns time and last visit of each cluster, the one visited last at the end. */
  List<List<Long>> state() {
    return IntStream.range(0, count)
        .map(i -> count - 1 - i)
        .mapToObj(i -> List.of(times[i], visits[i]))
        .toList();
  }

  /** Takes back one cluster of the state, in its order. */
  void restore(List<Long> cluster) {
    add(cluster.get(0), cluster.get(1));
  }

  private boolean visitOther(long time, long now) {
    for (int i = 1; i < count; i++) {
      if (now - visits[i] > FORGOTTEN) {
        // Those behind are older still.
        count = i;
      } else if (Math.abs(time - times[i]) <= FAR_MILLIS) {
        toFront(i, time, now);
        return true;
      }
    }
    return false;
  }

  private void toFront(int from, long time, long now) {
    System.arraycopy(times, 0, times, 1, from);
    System.arraycopy(visits, 0, visits, 1, from);
    times[0] = time;
    visits[0] = now;
  }
}
