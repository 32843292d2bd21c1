package io.framecount.counter.time;

import io.framecount.counter.frame.field.BadRecord;
import java.time.Instant;

/**
 * The range of possible timestamps: from 1970 on, and at most a day ahead of this machine's clock,
 * which leaves room for clocks in a wrong zone. {@link RecentTimes} judges those that are possible
 * but strange.
 */
public final class TimestampRule {
  private static final long AHEAD_MILLIS = 24 * 60 * 60 * 1_000L;

  private final long latest;

  private TimestampRule(long latest) {
    this.latest = latest;
  }

  /** The rule as of now, in epoch milliseconds; fresh enough for a batch of records. */
  public static TimestampRule at(long now) {
    return new TimestampRule(now + AHEAD_MILLIS);
  }

  /** Returns whether a time, in epoch milliseconds, is possible, regardless of earlier frames. */
  public boolean allows(long time) {
    return time >= 0 && time <= latest;
  }

  /**
   * Looks at the next frame of a partition.
   *
   * @param time in epoch milliseconds
   * @param unitNanos nanoseconds per unit of the number in the record, whose bits may be flipped
   * @throws BadRecord of {@link BadRecord.Kind#OUTLIER_TIME}, with the reason, if only earlier
   *     frames speak against its time
   * @throws BadRecord of another kind, with the reason, if the time is impossible
   */
  public void require(long time, long unitNanos, RecentTimes recent) {
    if (!allows(time)) {
      throw new BadRecord(impossible(time, unitNanos, recent));
    }
    int bit = recent.flippedBit(time, unitNanos);
    if (bit != RecentTimes.NO_BIT) {
      String seen = recent.explain(time, bit, unitNanos);
      throw new BadRecord(
          BadRecord.Kind.OUTLIER_TIME, "the time %s stands alone: %s".formatted(text(time), seen));
    }
  }

  private static String impossible(long time, long unitNanos, RecentTimes recent) {
    String sentence =
        "the time %s is %s"
            .formatted(text(time), time < 0 ? "before 1970" : "more than a day ahead of now");
    int bit = recent.bitTo(time, unitNanos);
    return bit == RecentTimes.NO_BIT
        ? sentence
        : sentence + ": " + recent.explain(time, bit, unitNanos);
  }

  private static String text(long time) {
    return "%s (%d ms)".formatted(Instant.ofEpochMilli(time), time);
  }
}
