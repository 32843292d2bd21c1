package io.framecount.counter.time;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where in time the frames of one partition were lately: a live stream is at one place, with a
 * backfill beside it at two. All frames within {@link #FAR_MILLIS} of a place's last frame belong
 * to it and move it. A place that no frame came to for {@link #FORGOTTEN} frames is forgotten. Not
 * thread-safe; allocates nothing a frame.
 */
final class TimeClusters {
  /** No frame that is less than this from a place is strange to it: 12.4 days. */
  static final long FAR_MILLIS = 1L << 30;

  static final int FORGOTTEN = 10_000;

  private static final int MOST = 8;

  /** Farther from all times that are believed than FAR, and no difference overflows. */
  private static final long NOWHERE = -(1L << 62);

  /** The place visited last comes first. */
  private final long[] times = new long[MOST];

  private final long[] visits = new long[MOST];
  private int count;

  TimeClusters() {
    times[0] = NOWHERE;
  }

  /**
   * Returns whether a frame is at a known place, which it then moves.
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

  /** A new place; the one that was visited longest ago makes room. */
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

  /** The places since then, for people. */
  String describe(long since) {
    return IntStream.range(0, count)
        .filter(i -> visits[i] >= since)
        .mapToObj(i -> Instant.ofEpochMilli(times[i]).toString())
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  /** As text, the place visited last at the end; see {@link RecentTimes}. */
  String toText() {
    return IntStream.range(0, count)
        .map(i -> count - 1 - i)
        .mapToObj(i -> times[i] + "@" + visits[i])
        .collect(Collectors.joining(","));
  }

  /** Takes back one place of the text, in its order. */
  void restore(List<Long> place) {
    add(place.get(0), place.get(1));
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
