package io.framecount.loader.outage;

import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.produce.InFlight;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Watches over a loading thread: notices that Kafka owes an answer, and interrupts the thread when
 * it has waited long enough or is to end. Runs on a thread of its own, since the loading thread is
 * stuck in a call of the client.
 */
public final class OutageWatch implements AutoCloseable {
  private static final long TICK_MILLIS = 200;
  private static final long UNTIL_AWAY = TimeUnit.SECONDS.toNanos(3);
  private static final long UNTIL_CUT_SHORT = TimeUnit.SECONDS.toNanos(2);
  private static final long BETWEEN_NOTES = TimeUnit.SECONDS.toNanos(1);

  private final InFlight inFlight;
  private final Optional<Duration> limit;
  private final OutageNotices notices;
  private final LoadEvents events;
  private final Thread loading = Thread.currentThread();
  private final Thread thread = new Thread(this::run, "framecount-outage-watch");
  private long answers;
  private long lastMove = System.nanoTime();
  private long lastNote;
  private int outages;
  private long awayNanos;
  private volatile boolean away;
  private volatile boolean gaveUp;
  private volatile long stopAt;
  private volatile boolean stopping;
  private boolean closed;

  /**
   * Watches over the calling thread from now on.
   *
   * @param limit the longest outage to wait for; empty for no limit
   * @param notices tells a person of outages
   * @param events is told of outages, too
   */
  public OutageWatch(
      InFlight inFlight, Optional<Duration> limit, OutageNotices notices, LoadEvents events) {
    this.inFlight = inFlight;
    this.limit = limit;
    this.notices = notices;
    this.events = events;
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the thread's waiting soon, if it waits for Kafka. May be called by any thread. */
  public void stop() {
    stopAt = System.nanoTime();
    stopping = true;
  }

  /** Returns whether the limit was reached and the thread interrupted for it. */
  public boolean gaveUp() {
    return gaveUp;
  }

  /** Returns how many outages there were. */
  public synchronized int outages() {
    return outages;
  }

  /** Returns how long they lasted together, in seconds. */
  public synchronized double awaySeconds() {
    long running = away ? System.nanoTime() - lastMove : 0;
    return (awayNanos + running) / 1e9;
  }

  /** Ends the watch; the thread is interrupted no more, and no interruption is left over. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (!inFlight.owed()) {
        // What was answered since the last look is worth a word, too.
        moved(System.nanoTime());
      }
    }
    thread.interrupt();
    // An interruption by this watch was meant for the call that is over.
    Thread.interrupted();
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
        look();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() {
    if (closed) {
      return;
    }
    long now = System.nanoTime();
    long heard = inFlight.answers();
    if (heard != answers || !inFlight.owed()) {
      answers = heard;
      moved(now);
      return;
    }
    long silent = now - lastMove;
    if (silent >= UNTIL_AWAY) {
      stuck(now, silent);
    }
    boolean overdue = limit.isPresent() && silent >= limit.get().toNanos();
    boolean cutShort = stopping && Math.min(silent, now - stopAt) >= UNTIL_CUT_SHORT;
    if (overdue || cutShort || (stopping && away)) {
      gaveUp |= overdue && !stopping;
      loading.interrupt();
    }
  }

  private void stuck(long now, long silent) {
    if (!away) {
      away = true;
      outages++;
      lastNote = now;
      events.away(true);
      notices.away(TimeUnit.NANOSECONDS.toSeconds(silent));
    } else if (now - lastNote >= BETWEEN_NOTES) {
      lastNote = now;
      notices.still(TimeUnit.NANOSECONDS.toSeconds(silent));
    }
  }

  private void moved(long now) {
    if (away) {
      away = false;
      awayNanos += now - lastMove;
      events.away(false);
      notices.back(TimeUnit.NANOSECONDS.toSeconds(now - lastMove));
    }
    lastMove = now;
  }
}
