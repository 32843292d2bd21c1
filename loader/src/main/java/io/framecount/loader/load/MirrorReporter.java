package io.framecount.loader.load;

import io.framecount.common.cli.Progress;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.outage.OutageNotices;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What is said of the mirror: only what changes, since the display belongs to the first cluster.
 * Thread-safe.
 */
final class MirrorReporter implements Progress, OutageNotices {
  private final PrintWriter err;
  private final LoadEvents events;
  private long awaySince;
  private boolean away;

  /**
   * @param events is told of outages, too
   */
  MirrorReporter(PrintWriter err, LoadEvents events) {
    this.err = err;
    this.events = events;
  }

  @Override
  public void at(long done, Supplier<String> note) {}

  @Override
  public void say(String line) {
    err.println("mirror: " + line);
  }

  @Override
  public void close() {}

  /** It could not be reached; said once. */
  synchronized void unreached(String why) {
    if (!away) {
      goesAway(0);
      say(why + "; the load goes on without it");
    }
  }

  /** It could be reached. */
  synchronized void reached() {
    if (away) {
      away = false;
      events.away(false);
      say("it is there now");
    }
  }

  @Override
  public synchronized void away(long seconds) {
    goesAway(seconds);
    say("Kafka does not answer for %,d s; the load goes on without it".formatted(seconds));
  }

  @Override
  public void still(long seconds) {}

  @Override
  public synchronized void back(long seconds) {
    away = false;
    events.away(false);
    say("Kafka answers again after %,d s".formatted(seconds));
  }

  /** Returns whether it is away now. */
  synchronized boolean away() {
    return away;
  }

  synchronized boolean awayLongerThan(Duration limit) {
    return away && System.nanoTime() - awaySince >= limit.toNanos();
  }

  private void goesAway(long secondsAgo) {
    away = true;
    events.away(true);
    awaySince = System.nanoTime() - TimeUnit.SECONDS.toNanos(secondsAgo);
  }
}
