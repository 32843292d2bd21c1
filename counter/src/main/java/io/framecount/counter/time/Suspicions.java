package io.framecount.counter.time;

import java.util.ArrayList;
import java.util.List;

/**
 * Recent frames of one partition whose times are suspected of a flipped bit. A flipped bit is a
 * rare accident: times that come back to the same hour again and again are another source, or a
 * jump. Not thread-safe.
 */
final class Suspicions {
  /** Suspicions within one hour before its times are believed. */
  static final int MOST_ALIKE = 3;

  /** Frames of the partition within which they must come. */
  static final int WITHIN = 1_000;

  private static final int KEPT = 8;

  private final List<Suspicion> suspicions = new ArrayList<>();

  private record Suspicion(long time, long first, int times) {}

  /**
   * Returns whether to suspect a frame of this time, which is then noted.
   *
   * @param now number of this frame in the partition
   */
  boolean alone(long time, long now) {
    suspicions.removeIf(suspicion -> now - suspicion.first() > WITHIN);
    for (Suspicion suspicion : suspicions) {
      if (Math.abs(time - suspicion.time()) <= RecentTimes.NEAR_MILLIS) {
        suspicions.remove(suspicion);
        return suspicion.times() < MOST_ALIKE
            && note(time, suspicion.first(), suspicion.times() + 1);
      }
    }
    return note(time, now, 1);
  }

  /** Returns time, number of the first frame and number of frames of each suspicion. */
  List<List<Long>> state() {
    return suspicions.stream()
        .map(each -> List.of(each.time(), each.first(), (long) each.times()))
        .toList();
  }

  /** Takes back one suspicion of the state. */
  void restore(List<Long> suspicion) {
    note(suspicion.get(0), suspicion.get(1), Math.toIntExact(suspicion.get(2)));
  }

  private boolean note(long time, long first, int times) {
    if (suspicions.size() == KEPT) {
      suspicions.remove(0);
    }
    return suspicions.add(new Suspicion(time, first, times));
  }
}
