package io.framecount.loader.produce;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What went to Kafka and what came back, for who watches over it. Written by the loading thread and
 * the client's network thread, read by any.
 */
public final class InFlight {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();
  private volatile boolean asking;

  /** Returns whether Kafka owes an answer. */
  public boolean owed() {
    return asking || sent.get() > acknowledged.get() + dropped.get();
  }

  /** Changes with each answer. */
  public long answers() {
    return acknowledged.get() + calls.get();
  }

  /** Records that the brokers have confirmed. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Notes that the loading thread waits for Kafka until {@link #answered}, or in vain. */
  public void asking() {
    asking = true;
  }

  /** Notes an answer to {@link #asking}. */
  public void answered() {
    asking = false;
    calls.incrementAndGet();
  }

  /** Notes an answer to one of several questions; the thread still waits for the others. */
  void heard() {
    calls.incrementAndGet();
  }

  /** Notes that the loading thread waits no more, though there was no answer. */
  void unanswered() {
    asking = false;
  }

  /** What is known at some moment. */
  record Mark(long sent, long acknowledged, long dropped) {}

  Mark mark() {
    return new Mark(sent.get(), acknowledged.get(), dropped.get());
  }

  /** Forgets what came after. */
  void restore(Mark mark) {
    sent.set(mark.sent());
    acknowledged.set(mark.acknowledged());
    dropped.set(mark.dropped());
  }

  void sent() {
    // One writer, so that a full fence for each record is not needed.
    sent.lazySet(sent.getPlain() + 1);
  }

  void acknowledge() {
    acknowledged.incrementAndGet();
  }

  void drop() {
    dropped.incrementAndGet();
  }
}
