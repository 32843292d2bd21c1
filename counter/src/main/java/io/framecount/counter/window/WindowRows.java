package io.framecount.counter.window;

import io.framecount.WindowCount;
import io.framecount.WindowUnit;
import io.framecount.counter.unique.Estimate;
import java.time.Instant;

/** Builds rows of the output topic. */
public final class WindowRows {
  private WindowRows() {}

  /**
   * Begins a row; the caller adds revision, state and time. A window has no more users than frames,
   * so an estimate beyond the frames is cut to them.
   *
   * @param end first instant after the window
   * @param group null if frames are not grouped
   */
  public static WindowCount.Builder of(
      WindowUnit unit, Instant start, Instant end, String group, long frames, Estimate users) {
    Estimate possible = users.atMost(frames);
    return WindowCount.newBuilder()
        .setWindow(unit)
        .setStart(start)
        .setEnd(end)
        .setGroup(group)
        .setFrames(frames)
        .setUniqueUsers(possible.count())
        .setExact(possible.exact())
        .setLowerBound(possible.lower())
        .setUpperBound(possible.upper());
  }
}
