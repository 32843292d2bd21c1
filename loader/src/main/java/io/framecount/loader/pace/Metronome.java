package io.framecount.loader.pace;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Holds frames back until they are due. Used by one thread. */
public final class Metronome {
  private final Pace pace;
  private final long stepNanos;
  private final BooleanSupplier stopped;
  private final Runnable meanwhile;

  /**
   * @param stepNanos how long to sleep at most before looking around
   * @param stopped whether to give up waiting
   * @param meanwhile called at each look
   */
  public Metronome(Pace pace, long stepNanos, BooleanSupplier stopped, Runnable meanwhile) {
    this.pace = pace;
    this.stepNanos = stepNanos;
    this.stopped = stopped;
    this.meanwhile = meanwhile;
  }

  /**
   * Waits for the next frame's moment.
   *
   * @param mayWait false for a frame that goes out together with the one before; it only counts
   * @return false if the wait was given up, and the frame must not be sent
   */
  public boolean await(long eventTime, boolean mayWait) throws InterruptedException {
    long due = pace.due(eventTime, System.nanoTime());
    long left = mayWait ? due - System.nanoTime() : 0;
    while (left > 0) {
      if (stopped.getAsBoolean()) {
        return false;
      }
      meanwhile.run();
      TimeUnit.NANOSECONDS.sleep(Math.min(due - System.nanoTime(), stepNanos));
      left = due - System.nanoTime();
    }
    return true;
  }
}
