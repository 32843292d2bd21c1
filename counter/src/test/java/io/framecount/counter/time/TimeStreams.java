package io.framecount.counter.time;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Times of one partition's frames, as streams really have them; the same for the same seed. */
final class TimeStreams {
  static final long NOW = Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();
  static final long HISTORY = Instant.parse("2016-07-11T13:39:17Z").toEpochMilli();

  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long TEN_HOURS = Duration.ofHours(10).toMillis();
  static final long DAY = Duration.ofDays(1).toMillis();
  static final long TWO_YEARS = Duration.ofDays(730).toMillis();

  private final Random random;
  private final int frames;

  private TimeStreams(long seed, int frames) {
    random = new Random(seed);
    this.frames = frames;
  }

  /** All kinds, by the name that the manual has for them. */
  static Map<String, long[]> all(long seed, int frames) {
    TimeStreams streams = new TimeStreams(seed, frames);
    Map<String, long[]> all = new LinkedHashMap<>();
    all.put("live", streams.steady(NOW - frames * 100L, 100));
    all.put("history", streams.steady(HISTORY, 100));
    all.put("nights", streams.nights());
    all.put("jumps", streams.jumps());
    all.put("backfill in order", streams.steady(NOW - TWO_YEARS, TWO_YEARS / frames));
    all.put("backfill shuffled", streams.shuffled());
    all.put("live + backfill", streams.mixed(streams.steady(NOW - TWO_YEARS, TWO_YEARS / frames)));
    all.put("live + shuffled", streams.mixed(streams.shuffled()));
    all.put("20 sources", streams.sources(20));
    all.put("stragglers", streams.stragglers());
    return all;
  }

  /** In order but for one in twenty, which is up to ten minutes late. */
  private long[] steady(long start, long step) {
    long[] times = new long[frames];
    for (int i = 0; i < frames; i++) {
      times[i] = start + i * step + random.nextLong(step) - late(20, 10 * MINUTE);
    }
    return times;
  }

  /** Ten hours of silence after each 1,000 frames. */
  private long[] nights() {
    long[] times = steady(HISTORY, 50_000);
    for (int i = 0; i < frames; i++) {
      times[i] += i / 1_000 * TEN_HOURS;
    }
    return times;
  }

  /** Every 1,000 frames the stream goes on somewhere else within two years. */
  private long[] jumps() {
    long[] times = new long[frames];
    long at = NOW - TWO_YEARS;
    for (int i = 0; i < frames; i++) {
      at = i % 1_000 == 0 ? NOW - DAY - random.nextLong(TWO_YEARS) : at + random.nextLong(1_000);
      times[i] = at;
    }
    return times;
  }

  private long[] shuffled() {
    return random.longs(frames, NOW - TWO_YEARS, NOW).toArray();
  }

  /** Every frame is either the next live one or the next of the other stream. */
  private long[] mixed(long[] other) {
    long[] times = steady(NOW - frames * 100L, 100);
    for (int i = 0; i < frames; i++) {
      times[i] = random.nextBoolean() ? times[i] : other[i];
    }
    return times;
  }

  /** As many sources, each at a time of its own within two years. */
  private long[] sources(int count) {
    long[] at = random.longs(count, NOW - TWO_YEARS, NOW - DAY).toArray();
    long[] times = new long[frames];
    for (int i = 0; i < frames; i++) {
      times[i] = at[random.nextInt(count)] += random.nextLong(1_000);
    }
    return times;
  }

  /** Live; one frame in 1,000 was held back somewhere for up to 90 days. */
  private long[] stragglers() {
    long[] times = steady(NOW - frames * 100L, 100);
    for (int i = 0; i < frames; i++) {
      times[i] -= late(1_000, 90 * DAY);
    }
    return times;
  }

  private long late(int oneIn, long most) {
    return random.nextInt(oneIn) == 0 ? random.nextLong(most) : 0;
  }
}
