package io.framecount.counter.time;

import static io.framecount.counter.frame.field.FrameFields.MILLI_NANOS;

import io.framecount.counter.frame.field.BadRecord;
import java.util.Locale;
import java.util.stream.LongStream;

/** How often the rule is right about the frames of a stream. */
final class FlipRates {
  private static final int EVERY = 89;
  private static final int FROM = 500;

  private final TimestampRule rule = TimestampRule.at(TimeStreams.NOW);

  /** Clean frames that are set aside. */
  long wronglyAside(long[] times) {
    RecentTimes recent = new RecentTimes();
    return LongStream.of(times).filter(time -> !believes(time, recent)).count();
  }

  /** The share of frames that are set aside if this bit of them is flipped, each alone. */
  double found(long[] times, int bit) {
    RecentTimes recent = new RecentTimes();
    int flipped = 0;
    int found = 0;
    for (int i = 0; i < times.length; i++) {
      if (i >= FROM && i % EVERY == 0) {
        flipped++;
        RecentTimes copy = RecentTimes.of(recent.state());
        found += believes(times[i] ^ (1L << bit), copy) ? 0 : 1;
      }
      believes(times[i], recent);
    }
    return (double) found / flipped;
  }

  static String percent(double share) {
    return share == 0 ? "0" : String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private boolean believes(long time, RecentTimes recent) {
    try {
      rule.require(time, MILLI_NANOS, recent);
      return true;
    } catch (BadRecord e) {
      return false;
    }
  }
}
