package io.framecount.counter.local;

import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Scans a few batches ahead, several at a time, and hands them out in the order of the lines, so
 * that a count does not depend on the number of threads. Used by one thread; others do the work.
 */
final class ScanAhead implements AutoCloseable {
  /** Batches beside those at work: one in hand, and some to even out the pace. */
  private static final int SPARE = 2;

  private final AtomicInteger threadsMade = new AtomicInteger();
  private final LineSource source;
  private final ExecutorService workers;
  private final Deque<ScannedLines> free = new ArrayDeque<>();
  private final Deque<ScannedLines> ahead = new ArrayDeque<>();

  /**
   * @param scanned makes room for the lines of one batch
   * @param threads how many batches to scan at the same time, 1 or more
   */
  ScanAhead(LineSource source, Supplier<ScannedLines> scanned, int threads) {
    this.source = source;
    workers = Executors.newFixedThreadPool(threads, this::thread);
    for (int i = 0; i < threads + SPARE; i++) {
      free.add(scanned.get());
    }
  }

  /** Waits for the next batch, and returns null at the end. Give each one back. */
  ScannedLines next() throws InterruptedException {
    while (!free.isEmpty() && !source.ended()) {
      // There is always something in hand, or nothing else to do than wait.
      LineBatch lines = source.poll(ahead.isEmpty() ? Long.MAX_VALUE : 0);
      if (lines == null) {
        break;
      }
      ScannedLines batch = free.remove();
      batch.begin(lines, workers);
      ahead.add(batch);
    }
    if (ahead.isEmpty()) {
      return null;
    }
    ahead.peek().await();
    return ahead.remove();
  }

  /** Takes a batch back. */
  void giveBack(ScannedLines batch) {
    source.giveBack(batch.batch());
    free.add(batch);
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "framecount-scanner-" + threadsMade.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
