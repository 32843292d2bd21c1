package io.framecount.counter.merge;

import io.framecount.WindowCount;
import java.time.Duration;
import java.util.Optional;

/**
 * When a window is settled and when its state is given up, by this machine's clock alone: no
 * frame's time can age a window.
 *
 * @param settleAfter how long nothing must have come for a window that has ended
 * @param hold how long the state of a settled window is held after the last frame; nothing for ever
 */
public record Retention(Duration settleAfter, Optional<Duration> hold) {

  /** When a result can be called settled if nothing more comes, in epoch milliseconds. */
  long settlesAt(WindowCount result) {
    return Math.max(
        result.getUpdatedAt().plus(settleAfter).toEpochMilli(), result.getEnd().toEpochMilli());
  }
}
