package io.framecount.counter.window;

import io.framecount.WindowUnit;

/** Divides time into windows of one unit. Minutes for now, which are the same in every zone. */
public final class Calendar {
  private static final long MINUTE = 60_000;

  /** The window that the instant lies in, which may be before 1970. */
  public Window at(long instant) {
    long start = Math.floorDiv(instant, MINUTE) * MINUTE;
    return new Window(WindowUnit.MINUTE, start, start + MINUTE);
  }
}
