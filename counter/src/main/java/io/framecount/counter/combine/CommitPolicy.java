package io.framecount.counter.combine;

import io.framecount.counter.partial.RollUp;
import java.time.Duration;

/**
 * Decides when to commit. Near the end of the topic, time decides, so that results are fresh. Far
 * from it, volume decides, so that a window is written about once and not once per commit; a long
 * time limit then only bounds the work that a crash repeats.
 *
 * <p>The volume limits also bound memory: the tables of users, which are written out one by one
 * through the producer's 32 MB, stay below {@link #MOST_BYTES} and what one batch of records adds;
 * a partial costs about 300 bytes beside its users, and its group 500 at most and the value itself.
 * Only partials of base windows are held; see {@link RollUp} for the others. But a commit may write
 * each partial once for each size of windows, and must be done before its transaction times out:
 * with more than two sizes, the limits are lower.
 */
final class CommitPolicy {
  /** The largest lag, in frames, of a combiner that counts as live. */
  static final long LIVE_LAG = 20_000;

  static final long MOST_BYTES = 64_000_000;
  static final int MOST_WINDOWS = 20_000;

  private final long mostBytes;
  private final int mostWindows;
  private final long liveMillis;
  private final long catchingUpMillis;

  CommitPolicy(Duration live, Duration catchingUp, int sizes) {
    mostBytes = Math.min(MOST_BYTES, 2 * MOST_BYTES / sizes);
    mostWindows = Math.min(MOST_WINDOWS, 2 * MOST_WINDOWS / sizes);
    liveMillis = live.toMillis();
    catchingUpMillis = catchingUp.toMillis();
  }

  /**
   * The policy of a combiner.
   *
   * @param sizes number of window sizes that are written
   */
  static CommitPolicy standard(int sizes) {
    return new CommitPolicy(Duration.ofMillis(500), Duration.ofSeconds(10), sizes);
  }

  /** Memory of users at which a commit is due. */
  long mostBytes() {
    return mostBytes;
  }

  /**
   * Returns whether to commit now.
   *
   * @param heldBytes memory of the users and of the records to be set aside since the last commit
   * @param heldWindows partials, one per group and window, since the last commit
   * @param millis time since the last commit
   * @param lag frames between the position and the end of the topic
   */
  boolean due(long heldBytes, int heldWindows, long millis, long lag) {
    return heldBytes >= mostBytes
        || heldWindows >= mostWindows
        || millis >= (lag <= LIVE_LAG ? liveMillis : catchingUpMillis);
  }
}
