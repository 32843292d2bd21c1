package io.framecount.loader.pace;

import io.framecount.loader.convert.Converter;
import java.time.Duration;

/**
 * The pace of the frames' own time, multiplied: gaps between frames are kept, late frames go out at
 * once. A frame more than {@link #LONGEST_GAP} ahead of all earlier ones goes out at once, too,
 * since its time may be corrupt; if the next frame agrees with it, the gap is real and is skipped.
 * Not thread-safe.
 */
public final class SpeedPace implements Pace {
  /** The longest gap that is kept, in event time. */
  public static final Duration LONGEST_GAP = Duration.ofDays(1);

  private final double speed;
  private boolean begun;
  private long originEvent;
  private long originNanos;
  private long latest;
  private long suspect = Converter.NO_TIME;

  /**
   * @param speed the factor by which it is faster than the event time, more than 0
   */
  public SpeedPace(double speed) {
    this.speed = speed;
  }

  @Override
  public long due(long eventTime, long now) {
    if (eventTime == Converter.NO_TIME) {
      return now;
    }
    if (!begun) {
      begun = true;
      restart(eventTime, now);
    } else if (isFar(eventTime, latest)) {
      return farAhead(eventTime, now);
    }
    suspect = Converter.NO_TIME;
    latest = Math.max(latest, eventTime);
    return originNanos + (long) ((eventTime - originEvent) * 1e6 / speed);
  }

  @Override
  public int linesAtOnce() {
    return 1;
  }

  private long farAhead(long eventTime, long now) {
    boolean confirmed = suspect != Converter.NO_TIME && !isFar(eventTime, suspect);
    if (confirmed) {
      restart(eventTime, now);
    }
    suspect = confirmed ? Converter.NO_TIME : eventTime;
    return now;
  }

  private void restart(long eventTime, long now) {
    originEvent = eventTime;
    originNanos = now;
    latest = eventTime;
  }

  private static boolean isFar(long eventTime, long from) {
    return eventTime > from && eventTime - from > LONGEST_GAP.toMillis();
  }
}
