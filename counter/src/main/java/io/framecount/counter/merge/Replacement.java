package io.framecount.counter.merge;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that a thread of Kafka Streams that ends is replaced. Kafka Streams makes the clients
 * of the new thread on the one that ends. If that fails, as it does where the broker is away and
 * its name does not resolve, there is no new thread, and Kafka Streams goes on as if all were well.
 * Thread-safe.
 */
final class Replacement implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);

  private final Runnable addThread;
  private final Consumer<Throwable> hopeless;
  private final Duration pause;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * @param addThread makes a thread and starts it
   * @param hopeless takes the reason why there can be none
   * @param pause between two tries
   */
  Replacement(Runnable addThread, Consumer<Throwable> hopeless, Duration pause) {
    this.addThread = addThread;
    this.hopeless = hopeless;
    this.pause = pause;
  }

  /** Looks after the calling thread, which is about to be replaced because of this failure. */
  void watch(Throwable failure) {
    Thread.currentThread().setUncaughtExceptionHandler((thread, end) -> ended(failure, end));
  }

  /** A thread that was replaced ends with the failure that it was replaced for. */
  private void ended(Throwable failure, Throwable end) {
    if (end == failure) {
      return;
    }
    Throwable obstacle = end;
    while (obstacle != null) {
      if (!(obstacle instanceof KafkaException)) {
        hopeless.accept(obstacle);
        return;
      }
      LOG.warn("cannot go on merging yet", obstacle);
      if (closed()) {
        return;
      }
      obstacle = obstacleNow();
    }
  }

  private Throwable obstacleNow() {
    try {
      addThread.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** Waits for the next try, and returns whether there will be none. */
  private boolean closed() {
    try {
      return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends all waiting, which Kafka Streams would wait for when it is closed. */
  @Override
  public void close() {
    closing.countDown();
  }
}
