package io.framecount.loader.pace;

/**
 * A number of frames a second, evenly spread. Time lost to something else, such as a commit, is
 * made up for, but only {@value #MOST_BEHIND_MILLIS} ms of it, so that a long wait is not followed
 * by a burst. Not thread-safe.
 */
public final class RatePace implements Pace {
  private static final int MOST_BEHIND_MILLIS = 25;
  private static final long MOST_BEHIND_NANOS = MOST_BEHIND_MILLIS * 1_000_000L;

  /** Two milliseconds of frames: a sleeping thread wakes no more exactly than that. */
  private static final double BATCHES_A_SECOND = 500;

  private final double perSecond;
  private boolean begun;
  private long origin;
  private long count;

  /**
   * @param perSecond frames a second, more than 0
   */
  public RatePace(double perSecond) {
    this.perSecond = perSecond;
  }

  @Override
  public long due(long eventTime, long now) {
    if (!begun) {
      begun = true;
      restart(now);
    } else if (now - next() > MOST_BEHIND_NANOS) {
      restart(now - MOST_BEHIND_NANOS);
    }
    long due = next();
    count++;
    return due;
  }

  @Override
  public int linesAtOnce() {
    return (int) Math.max(1, Math.min(perSecond / BATCHES_A_SECOND, 100_000));
  }

  private long next() {
    return origin + (long) (count * (1e9 / perSecond));
  }

  private void restart(long at) {
    origin = at;
    count = 0;
  }
}
