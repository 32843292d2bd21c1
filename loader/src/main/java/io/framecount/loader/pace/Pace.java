package io.framecount.loader.pace;

/** Computes when each frame is due. Used by one thread. */
public interface Pace {
  /**
   * Returns the time at which the next frame may be sent, on the clock of {@link System#nanoTime};
   * a time in the past means at once. Called once for each frame, in order.
   *
   * @param eventTime of the frame in milliseconds since 1970, or {@link
   *     io.framecount.loader.convert.Converter#NO_TIME}
   * @param now on the same clock as the answer
   */
  long due(long eventTime, long now);

  /** Returns how many lines may go out at once without anyone seeing a burst, 1 or more. */
  int linesAtOnce();
}
