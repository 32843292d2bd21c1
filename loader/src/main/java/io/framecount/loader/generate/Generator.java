package io.framecount.loader.generate;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.loader.generate.Batch.BatchObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Builds and packs batches on all cores and writes them in order. The bytes do not depend on the
 * number of threads: a batch always holds the same {@value #BATCH_FRAMES} frames.
 */
final class Generator {
  private static final int BATCH_FRAMES = 512;

  private final StreamPlan plan;
  private final Packing packing;
  private final int threads;
  private final FrameWriter writer;

  private record Packed(Batch batch, Bytes bytes) {}

  Generator(StreamPlan plan, Packing packing, int threads) {
    this.plan = plan;
    this.packing = packing;
    this.threads = threads;
    writer = new FrameWriter(new Vocabulary(), plan.lineEnd());
  }

  /** Writes the whole stream and leaves {@code out} open. */
  void run(OutputStream out, BatchObserver observer) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      packing.begin(out);
      writeAll(workers, out, observer);
      packing.end(out);
      out.flush();
    } finally {
      workers.shutdownNow();
    }
  }

  private void writeAll(ExecutorService workers, OutputStream out, BatchObserver observer)
      throws IOException {
    Queue<Future<Packed>> ahead = new ArrayDeque<>();
    long next = 0;
    while (next < plan.count() || !ahead.isEmpty()) {
      while (next < plan.count() && ahead.size() < 2 * threads) {
        long from = next;
        next = Math.min(plan.count(), from + BATCH_FRAMES);
        long end = next;
        ahead.add(workers.submit(() -> build(from, end)));
      }
      Packed packed = await(ahead.remove());
      packing.append(packed.batch().lines(), packed.bytes(), out);
      observer.written(packed.batch());
    }
  }

  private Packed build(long from, long end) {
    Batch batch = new Batch(plan, writer, from, end);
    return new Packed(batch, packing.pack(batch.lines()));
  }

  private static Packed await(Future<Packed> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted before all was written", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
