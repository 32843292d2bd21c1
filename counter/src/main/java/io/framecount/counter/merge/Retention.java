package io.framecount.counter.merge;

import io.framecount.WindowCount;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the state of a window is kept. Only this machine's clock decides: no frame's time can
 * age a window.
 *
 * @param settleAfter time without a frame after which a window that has ended is settled
 * @param hold time after the last frame for which a settled window's state is kept; empty for ever
 */
public record Retention(Duration settleAfter, Optional<Duration> hold) {

  /** The time, in epoch milliseconds, at which a row is settled if no more frames come. */
  long settlesAt(WindowCount row) {
    return Math.max(
        row.getUpdatedAt().plus(settleAfter).toEpochMilli(), row.getEnd().toEpochMilli());
  }
}
