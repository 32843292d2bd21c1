package io.framecount.common.kafka;

import io.framecount.common.cli.CommandFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Opens a connection in the background while its user prepares something else. Most of the time
 * goes into the start of the client, not the answer of the cluster. Used by one thread.
 */
public final class KafkaOpening implements AutoCloseable {
  private final CompletableFuture<KafkaConnection> connection = new CompletableFuture<>();
  private boolean taken;

  private KafkaOpening(KafkaOptions options) {
    Thread thread = new Thread(() -> open(options), "framecount-kafka-opening");
    thread.setDaemon(true);
    thread.start();
  }

  public static KafkaOpening start(KafkaOptions options) {
    return new KafkaOpening(options);
  }

  /**
   * Waits for the connection; the caller must close it.
   *
   * @throws CommandFailure if no broker answers; all that {@link KafkaConnection#open} throws
   */
  public KafkaConnection get() {
    taken = true;
    try {
      return connection.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException problem ? problem : e;
    }
  }

  /** Abandons a connection that nobody has waited for, and returns at once. */
  @Override
  public void close() {
    boolean ended = !connection.cancel(false);
    if (ended && !taken && !connection.isCompletedExceptionally()) {
      connection.join().close();
    }
  }

  private void open(KafkaOptions options) {
    try {
      KafkaConnection opened = KafkaConnection.open(options);
      if (!connection.complete(opened)) {
        opened.close();
      }
    } catch (RuntimeException | Error e) {
      connection.completeExceptionally(e);
    }
  }
}
