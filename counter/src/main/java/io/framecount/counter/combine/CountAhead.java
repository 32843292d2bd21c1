package io.framecount.counter.combine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Counts one batch on a thread of its own, while its owner fetches and unpacks the next. Whatever
 * is counted into belongs to that thread from {@link #begin} to the end of {@link #await}, and to
 * the owner else. Used by one thread.
 */
final class CountAhead implements AutoCloseable {
  private static final Future<?> NOTHING = CompletableFuture.completedFuture(null);

  private final ExecutorService thread = Executors.newSingleThreadExecutor(CountAhead::daemon);
  private Future<?> work = NOTHING;

  /** Begins; nothing else may be under way. */
  void begin(Runnable counting) {
    work = thread.submit(counting);
  }

  /** Whether something was begun, and not waited for. */
  boolean busy() {
    return work != NOTHING;
  }

  /** Waits until nothing is under way, and throws what the counting threw. */
  void await() {
    Future<?> begun = work;
    try {
      begun.get();
      work = NOTHING;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("counting failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  /** Ends the thread; what was under way is of no use any more. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "framecount-counting");
    thread.setDaemon(true);
    return thread;
  }
}
