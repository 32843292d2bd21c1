package io.framecount.counter.combine;

import java.time.Instant;

/**
 * Which timestamps can be believed at all: from 1970 on, and at most a day ahead of this machine's
 * clock, which leaves room for clocks in a wrong zone. What is possible but strange is for {@link
 * RecentTimes}.
 */
final class TimestampRule {
  private static final long AHEAD_MILLIS = 24 * 60 * 60 * 1_000L;

  private final long latest;

  private TimestampRule(long latest) {
    this.latest = latest;
  }

  /** The rule as of now, in epoch milliseconds; fresh enough for a batch of records. */
  static TimestampRule at(long now) {
    return new TimestampRule(now + AHEAD_MILLIS);
  }

  /**
   * Looks at the next frame of a partition.
   *
   * @throws Undecodable with the reason, if its time is not believed
   */
  void require(FrameFields frame, RecentTimes recent) {
    long time = frame.time;
    if (time < 0 || time > latest) {
      throw new Undecodable(impossible(frame, recent));
    }
    int bit = recent.flippedBit(time, frame.unitsPerMilli);
    if (bit != RecentTimes.NO_BIT) {
      String seen = recent.explain(time, bit, frame.unitsPerMilli);
      throw new Undecodable("the time %s stands alone: %s".formatted(text(time), seen));
    }
  }

  private static String impossible(FrameFields frame, RecentTimes recent) {
    String sentence =
        "the time %s is %s"
            .formatted(
                text(frame.time), frame.time < 0 ? "before 1970" : "more than a day ahead of now");
    int bit = recent.bitTo(frame.time, frame.unitsPerMilli);
    return bit == RecentTimes.NO_BIT
        ? sentence
        : sentence + ": " + recent.explain(frame.time, bit, frame.unitsPerMilli);
  }

  private static String text(long time) {
    return "%s (%d ms)".formatted(Instant.ofEpochMilli(time), time);
  }
}
