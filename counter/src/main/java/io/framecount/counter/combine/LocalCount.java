package io.framecount.counter.combine;

import io.framecount.WindowCount;
import io.framecount.counter.unique.Estimate;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.view.WindowOrder;
import io.framecount.counter.window.Calendar;
import io.framecount.counter.window.Window;
import java.time.Instant;
import java.util.List;

/**
 * Counts frames in this process alone, by the same rules and with the same increments as a
 * combiner, and shows them as results. Needs no Kafka. Not thread-safe.
 */
public final class LocalCount {
  /** How often the clock is read, in frames. */
  private static final int CLOCK_FRAMES = 1_024;

  private final Increments increments;
  private TimestampRule rule = TimestampRule.at(System.currentTimeMillis());
  private long counted;

  public LocalCount(Calendar calendar, UniqueMethod method) {
    increments = new Increments(calendar, method);
  }

  /**
   * Adds a frame.
   *
   * @param time when, in epoch milliseconds
   * @param data where the user's bytes lie
   * @return null, or why it can't be counted
   */
  public String add(long time, byte[] data, int userFrom, int userLength) {
    if (counted % CLOCK_FRAMES == 0) {
      rule = TimestampRule.at(System.currentTimeMillis());
    }
    if (!rule.believes(time)) {
      return rule.reason(time);
    }
    increments.at(time).add(data, userFrom, userLength);
    counted++;
    return null;
  }

  /** Frames that were counted. */
  public long counted() {
    return counted;
  }

  /** All windows, in order. */
  public List<WindowCount> results() {
    Instant now = Instant.now();
    return increments.all().stream()
        .map(increment -> result(increment, now))
        .sorted(WindowOrder.INSTANCE)
        .toList();
  }

  private static WindowCount result(Increment increment, Instant now) {
    Window window = increment.window();
    Estimate estimate = increment.users().estimate();
    return WindowCount.newBuilder()
        .setWindow(window.unit())
        .setStart(Instant.ofEpochMilli(window.start()))
        .setEnd(Instant.ofEpochMilli(window.end()))
        .setFrames(increment.frames())
        .setUniqueUsers(estimate.count())
        .setExact(estimate.exact())
        .setLowerBound(estimate.lower())
        .setUpperBound(estimate.upper())
        .setRevision(1)
        .setSettled(false)
        .setUpdatedAt(now)
        .build();
  }
}
