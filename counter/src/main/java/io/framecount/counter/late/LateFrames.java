package io.framecount.counter.late;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts frames that came after their window's state was dropped, and reports them now and then.
 */
public final class LateFrames {
  private static final long PAUSE_NANOS = 60_000_000_000L;

  private final String topic;
  private final String advice;
  private final LongSupplier nanoClock;
  private final Consumer<String> listener;
  private boolean told;
  private long toldAt;
  private long frames;

  /**
   * @param topic the topic that keeps them
   * @param advice the command that adds them to their windows
   * @param listener takes a line at once, then at most one a minute, on the merger's thread
   */
  public LateFrames(
      String topic, String advice, LongSupplier nanoClock, Consumer<String> listener) {
    this.topic = topic;
    this.advice = advice;
    this.nanoClock = nanoClock;
    this.listener = listener;
  }

  public synchronized void add(long more, String window) {
    frames += more;
    long now = nanoClock.getAsLong();
    if (!told || now - toldAt > PAUSE_NANOS) {
      told = true;
      toldAt = now;
      listener.accept(
          String.format(
              Locale.ROOT,
              "%,d frames of this run came after their windows' state was given up, the last for %s; topic %s keeps them; to add them: %s",
              frames,
              window,
              topic,
              advice));
    }
  }

  /**
   * Returns the late frames of this run, including those that the merger read again after a
   * failure.
   */
  public synchronized long frames() {
    return frames;
  }
}
