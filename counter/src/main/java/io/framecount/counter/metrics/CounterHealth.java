package io.framecount.counter.metrics;

import io.framecount.common.metrics.Health;
import io.framecount.counter.progress.Tally;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Health of a counter. The counter is unhealthy if merging has ended, or if the combiner made no
 * progress for {@link #PATIENCE}: no commit although there were frames to count, or no poll at all.
 * It is ready once the group has assigned partitions. Written by the combiner's thread, read by
 * others.
 */
final class CounterHealth implements Health {
  /** Longer than any rebalance or commit takes that goes well, and than catching up by volume. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LongSupplier nanoClock;
  private volatile long goodAt;
  private volatile boolean joined;
  private volatile BooleanSupplier mergerFailed = () -> false;

  CounterHealth(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    goodAt = nanoClock.getAsLong();
  }

  /** Takes the check for whether merging has ended. */
  void watch(BooleanSupplier failed) {
    mergerFailed = failed;
  }

  void joined(boolean now) {
    joined = now;
  }

  void committed() {
    goodAt = nanoClock.getAsLong();
  }

  /** A look for records that found nothing to do is as good as a commit. */
  void round(Tally tally, Tally committed, long lag) {
    if (lag == 0 && tally.equals(committed)) {
      goodAt = nanoClock.getAsLong();
    }
  }

  @Override
  public Optional<String> illness() {
    if (mergerFailed.getAsBoolean()) {
      return Optional.of("merging stopped");
    }
    Duration since = Duration.ofNanos(nanoClock.getAsLong() - goodAt);
    return since.compareTo(PATIENCE) > 0
        ? Optional.of("no progress for %d s".formatted(since.toSeconds()))
        : Optional.empty();
  }

  @Override
  public Optional<String> waiting() {
    return joined ? Optional.empty() : Optional.of("the group has not assigned partitions yet");
  }
}
