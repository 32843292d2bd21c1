package io.framecount.common.input;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Has a few batches of lines worked on ahead, several at a time on other threads, and hands them
 * out in the order of the lines, so that results do not depend on the number of threads. Used by
 * one thread.
 *
 * @param <B> a batch with the results of the work
 */
public final class WorkAhead<B extends WorkAhead.Batch> implements SinceCommit, AutoCloseable {
  /** Batches beside those at work: one in hand, and some to even out the pace. */
  private static final int SPARE = 2;

  /** The lines of a batch, and room for the results; used again for other lines. */
  public abstract static class Batch {
    private LineBatch lines;
    private CompletableFuture<Void> done;

    /** Returns the lines. */
    public final LineBatch lines() {
      return lines;
    }

    /** Works on all lines; called by one thread at a time, which need not be the same again. */
    protected abstract void work();

    final void begin(LineBatch batch, Executor workers) {
      lines = batch;
      done = CompletableFuture.runAsync(this::work, workers);
    }

    final void await(String work) throws InterruptedException {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "%s failed at %s, line %,d or after"
                .formatted(work, lines.input().name(), lines.lineNumber(0)),
            e.getCause());
      }
    }

    /** Waits until nobody touches the lines any more, whatever became of them. */
    final void drop() {
      // Short, and the buffers are to be used again.
      done.exceptionally(failure -> null).join();
    }
  }

  private final AtomicInteger threadsMade = new AtomicInteger();
  private final LineSource source;
  private final String work;
  private final ExecutorService workers;
  private final List<B> all = new ArrayList<>();
  private final Deque<B> free = new ArrayDeque<>();
  private final Deque<B> ahead = new ArrayDeque<>();

  /**
   * @param source of the lines
   * @param batches makes room for the results of one batch
   * @param threads number of batches to work on at the same time, 1 or more
   * @param work names the work in failures, such as "scanning"
   * @param worker names the threads, such as "scanner"
   */
  public WorkAhead(
      LineSource source, Supplier<B> batches, int threads, String work, String worker) {
    this.source = source;
    this.work = work;
    workers = Executors.newFixedThreadPool(threads, task -> thread(task, worker));
    for (int i = 0; i < threads + SPARE; i++) {
      all.add(batches.get());
    }
    free.addAll(all);
  }

  /**
   * The next batch if there is one in time, else null; {@link #ended} tells whether to ask again.
   * Give each one back.
   */
  public B poll(long nanos) throws InterruptedException {
    beginMore(nanos);
    B next = ahead.peek();
    if (next != null) {
      next.await(work);
      return ahead.remove();
    }
    return null;
  }

  /** Returns whether all was handed out. */
  public boolean ended() {
    return ahead.isEmpty() && source.ended();
  }

  /** Takes a batch back. */
  public void giveBack(B batch) {
    source.giveBack(batch.lines());
    free.add(batch);
  }

  @Override
  public void committed() {}

  /** Forgets the batches in hand: the source begins anew from an earlier place. */
  @Override
  public void rollBack() {
    ahead.forEach(Batch::drop);
    ahead.clear();
    free.clear();
    free.addAll(all);
  }

  /** Ends the threads, once they are through with what they have in hand. */
  @Override
  public void close() {
    ahead.forEach(Batch::drop);
    ahead.clear();
    workers.shutdownNow();
  }

  private void beginMore(long nanos) throws InterruptedException {
    while (!free.isEmpty()) {
      LineBatch lines = source.poll(ahead.isEmpty() ? nanos : 0);
      if (lines == null) {
        return;
      }
      B batch = free.remove();
      batch.begin(lines, workers);
      ahead.add(batch);
    }
  }

  private Thread thread(Runnable task, String worker) {
    Thread thread =
        new Thread(task, "framecount-%s-%d".formatted(worker, threadsMade.incrementAndGet()));
    thread.setDaemon(true);
    return thread;
  }
}
