package io.framecount.counter.combine;

import java.time.Duration;

/**
 * Decides when to commit. Near the end of the topic, by time, so that results are fresh. Far from
 * it, by volume, so that what is added to a window is written about once and not once per commit;
 * the time limit is then only there to bound what a crash repeats.
 *
 * <p>The volume limits also bound memory: the tables of users, which are written out one by one
 * through the producer's 32 MB, stay below {@link #MOST_BYTES} and what one batch of records adds;
 * an increment costs about 300 bytes beside its users, and its group 500 at most and the value
 * itself. Only increments of base windows are held; see {@link RollUp} for the others.
 */
final class CommitPolicy {
  /** Frames between here and the end up to which a combiner counts as live. */
  static final long LIVE_LAG = 20_000;

  static final long MOST_BYTES = 64_000_000;
  static final int MOST_WINDOWS = 20_000;

  private final long liveMillis;
  private final long catchingUpMillis;

  CommitPolicy(Duration live, Duration catchingUp) {
    liveMillis = live.toMillis();
    catchingUpMillis = catchingUp.toMillis();
  }

  static CommitPolicy standard() {
    return new CommitPolicy(Duration.ofMillis(500), Duration.ofSeconds(10));
  }

  /**
   * Whether to commit now.
   *
   * @param heldBytes memory of the users and of the records to be set aside since the last commit
   * @param heldWindows increments, one a group and window that something was added to, since the
   *     last commit
   * @param millis time since the last commit
   * @param lag frames between here and the end of the topic
   */
  boolean due(long heldBytes, int heldWindows, long millis, long lag) {
    return heldBytes >= MOST_BYTES
        || heldWindows >= MOST_WINDOWS
        || millis >= (lag <= LIVE_LAG ? liveMillis : catchingUpMillis);
  }
}
