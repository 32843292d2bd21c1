package io.framecount.counter.time;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The frames of one partition that were doubted lately. A flipped bit is a rare accident: what
 * comes back to the same hour again and again is another source, or a jump. Not thread-safe.
 */
final class Suspicions {
  /** So many doubts in one hour's place are borne. */
  static final int MOST_ALIKE = 3;

  /** Within so many frames of the partition. */
  static final int WITHIN = 1_000;

  private static final int KEPT = 8;

  private final List<Doubt> doubts = new ArrayList<>();

  private record Doubt(long time, long first, int times) {}

  /**
   * Returns whether to go on doubting a frame of this time, which is then noted.
   *
   * @param now number of this frame in the partition
   */
  boolean alone(long time, long now) {
    doubts.removeIf(doubt -> now - doubt.first() > WITHIN);
    for (Doubt doubt : doubts) {
      if (Math.abs(time - doubt.time()) <= RecentTimes.NEAR_MILLIS) {
        doubts.remove(doubt);
        return doubt.times() < MOST_ALIKE && note(time, doubt.first(), doubt.times() + 1);
      }
    }
    return note(time, now, 1);
  }

  /** As text, see {@link RecentTimes}. */
  String toText() {
    return doubts.stream()
        .map(doubt -> doubt.time() + "@" + doubt.first() + "@" + doubt.times())
        .collect(Collectors.joining(","));
  }

  /** Takes back one doubt of the text. */
  void restore(List<Long> doubt) {
    note(doubt.get(0), doubt.get(1), Math.toIntExact(doubt.get(2)));
  }

  private boolean note(long time, long first, int times) {
    if (doubts.size() == KEPT) {
      doubts.remove(0);
    }
    return doubts.add(new Doubt(time, first, times));
  }
}
