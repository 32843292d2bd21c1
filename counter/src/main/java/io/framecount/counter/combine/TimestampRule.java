package io.framecount.counter.combine;

/**
 * Which timestamps are believed: from 1970 on, and at most a day ahead of this machine's clock,
 * which leaves room for clocks in a wrong zone. A single flipped bit from 2^37 ms (4.4 years) up
 * usually leads outside on one side.
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

  boolean believes(long time) {
    return time >= 0 && time <= latest;
  }

  /** Why a time is not believed. */
  String reason(long time) {
    return time < 0
        ? "the time %d ms is before 1970".formatted(time)
        : "the time %d ms is more than a day ahead of now".formatted(time);
  }
}
