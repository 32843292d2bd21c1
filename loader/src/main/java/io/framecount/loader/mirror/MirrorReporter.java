package io.framecount.loader.mirror;

import io.framecount.loader.load.LoadReporter;
import io.framecount.loader.metrics.LoadEvents;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reports changes in the state of the mirror only, since the display belongs to the first cluster.
 * Thread-safe.
 */
final class MirrorReporter implements LoadReporter {
  private final PrintWriter err;
  private final LoadEvents events;
  private long awaySince;
  private boolean away;

  /**
   * @param events is told when the mirror can't be reached, or can be again
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

  /** Reports that the mirror could not be reached, once. */
  synchronized void unreached(String why) {
    if (!away) {
      goesAway(0);
      events.away(true);
      say(why + "; the load goes on without it");
    }
  }

  /** Reports that the mirror could be reached. */
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
    awaySince = System.nanoTime() - TimeUnit.SECONDS.toNanos(secondsAgo);
  }
}
