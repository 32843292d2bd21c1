package io.framecount.bench.latency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * When how many frames were at the broker, and when a reader saw how many counted; a frame's delay
 * is the time between the two. Thread-safe.
 */
final class Delays {
  private final List<Moment> sent = new ArrayList<>();
  private final List<Moment> seen = new ArrayList<>();

  /** At a time, in nanoseconds of {@link System#nanoTime}, so many frames altogether. */
  private record Moment(long nanos, long frames) {}

  synchronized void sent(long nanos, long frames) {
    sent.add(new Moment(nanos, frames));
  }

  synchronized void seen(long nanos, long frames) {
    if (seen.isEmpty() || seen.get(seen.size() - 1).frames() < frames) {
      seen.add(new Moment(nanos, frames));
    }
  }

  /**
   * Milliseconds, in ascending order, one for each moment of sending.
   *
   * @param fromNanos when to begin: what came before is warm-up
   */
  synchronized List<Double> millis(long fromNanos) {
    List<Double> delays = new ArrayList<>();
    int next = 0;
    for (Moment moment : sent) {
      while (next < seen.size() && seen.get(next).frames() < moment.frames()) {
        next++;
      }
      if (next == seen.size()) {
        throw new IllegalStateException("not all frames were counted");
      }
      if (moment.nanos() >= fromNanos) {
        delays.add((seen.get(next).nanos() - moment.nanos()) / 1e6);
      }
    }
    Collections.sort(delays);
    return delays;
  }
}
