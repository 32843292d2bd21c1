package io.framecount.bench.latency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The number of frames at the broker, and of those that a reader saw counted, over time; a frame's
 * delay is the time between the two. Thread-safe.
 */
final class Delays {
  private final List<Moment> sent = new ArrayList<>();
  private final List<Moment> seen = new ArrayList<>();

  /** The total number of frames at a time of {@link System#nanoTime}. */
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
   * Returns the delays in milliseconds, ascending, one for each moment of sending.
   *
   * @param fromNanos the end of the warm-up
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
