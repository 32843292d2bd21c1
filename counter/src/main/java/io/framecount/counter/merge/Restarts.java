package io.framecount.counter.merge;

import io.framecount.common.failure.Causes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;

/**
 * Decides whether merging continues after a failure with a new thread, which has a new producer and
 * starts at the last commit. It continues if the producer's transaction failed, for example because
 * its coordinator was lost or the process was frozen, but only a limited number of times.
 * Thread-safe.
 */
final class Restarts {
  static final int MOST = 10;
  static final Duration WITHIN = Duration.ofMinutes(5);

  private static final String PRODUCER = KafkaProducer.class.getPackageName();

  private final LongSupplier nanoClock;
  private final Deque<Long> latest = new ArrayDeque<>();

  Restarts(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Returns whether to continue after this failure, and counts it if so. */
  synchronized boolean allow(Throwable failure) {
    long now = nanoClock.getAsLong();
    while (!latest.isEmpty() && now - latest.peek() > WITHIN.toNanos()) {
      latest.remove();
    }
    if (!passes(failure) || latest.size() == MOST) {
      return false;
    }
    latest.add(now);
    return true;
  }

  private static boolean passes(Throwable failure) {
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof ApplicationRecoverableException
          || cause instanceof InvalidTxnStateException
          || cause instanceof OutOfOrderSequenceException
          || cause instanceof TransactionAbortableException
          || cause instanceof RetriableException
          || isOfProducer(cause)) {
        return true;
      }
    }
    return false;
  }

  /** A commit that got no answer in time leaves a producer that does nothing more. */
  private static boolean isOfProducer(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return cause instanceof IllegalStateException
        && trace.length > 0
        && trace[0].getClassName().startsWith(PRODUCER);
  }
}
