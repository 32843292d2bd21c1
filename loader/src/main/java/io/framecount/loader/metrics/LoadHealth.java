package io.framecount.loader.metrics;

import io.framecount.common.metrics.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Judges the health of a load. A load is ill if it got nowhere for {@link #PATIENCE}: no commit, or
 * empty commits from inputs that never pause. While Kafka is away a load is not ill, since a
 * restart would not help, but it is not ready either. Written by the loading thread and the thread
 * that watches Kafka, read by others.
 */
final class LoadHealth implements Health {
  /** Longer than a commit takes that goes well, and than the client takes to give one up. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final LongSupplier nanoClock;
  private final boolean mayPause;
  private volatile long goodAt;
  private volatile boolean started;
  private volatile boolean ended;
  private volatile boolean away;
  private volatile LoadSnapshot last = LoadSnapshot.NONE;

  /**
   * @param mayPause whether it is no illness if nothing comes, as on stdin or at a pace
   */
  LoadHealth(boolean mayPause, LongSupplier nanoClock) {
    this.mayPause = mayPause;
    this.nanoClock = nanoClock;
    good();
  }

  void started() {
    started = true;
    good();
  }

  void committed(LoadSnapshot moment) {
    if (mayPause || !moment.equals(last)) {
      good();
    }
    last = moment;
  }

  void away(boolean now) {
    // What was on its way must be sent again first, when it is back.
    good();
    away = now;
  }

  void ended() {
    ended = true;
  }

  @Override
  public Optional<String> illness() {
    Duration since = Duration.ofNanos(nanoClock.getAsLong() - goodAt);
    return away || ended || since.compareTo(PATIENCE) <= 0
        ? Optional.empty()
        : Optional.of("no progress for %d s".formatted(since.toSeconds()));
  }

  @Override
  public Optional<String> waiting() {
    if (!started) {
      return Optional.of("not connected to Kafka and the schema registry yet");
    }
    return away ? Optional.of("Kafka does not answer") : Optional.empty();
  }

  private void good() {
    goodAt = nanoClock.getAsLong();
  }
}
