package io.framecount.loader.encode;

import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSource;
import io.framecount.common.input.SinceCommit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Encodes a few batches ahead of the sender, several at a time on other threads, and hands them out
 * in the order of the lines. Used by one thread.
 */
public final class EncodeAhead implements SinceCommit, AutoCloseable {
  /** Beyond these, reading or sending is the slower part. */
  private static final int MOST_WORKERS = 4;

  /** Batches beside those at work: one in hand, and some to even out the pace. */
  private static final int SPARE = 2;

  private final AtomicInteger threadsMade = new AtomicInteger();
  private final LineSource source;

  /** One encoder per thread; a thread takes one for each batch. */
  private final Queue<FrameEncoder> encoders;

  private final ExecutorService workers;
  private final List<EncodedBatch> all = new ArrayList<>();
  private final Deque<EncodedBatch> free = new ArrayDeque<>();
  private final Deque<EncodedBatch> ahead = new ArrayDeque<>();

  /**
   * @param source of the lines
   * @param encoders makes one for each thread
   */
  public EncodeAhead(LineSource source, Supplier<FrameEncoder> encoders) {
    this(source, encoders, Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * @param threads number of batches to encode at the same time, 1 or more
   */
  EncodeAhead(LineSource source, Supplier<FrameEncoder> encoders, int threads) {
    this.source = source;
    this.encoders = new ConcurrentLinkedQueue<>();
    workers = Executors.newFixedThreadPool(threads, this::thread);
    for (int i = 0; i < threads; i++) {
      this.encoders.add(encoders.get());
    }
    for (int i = 0; i < threads + SPARE; i++) {
      all.add(new EncodedBatch());
    }
    free.addAll(all);
  }

  /**
   * The next batch if there is one in time, else null; {@link #ended} tells whether to ask again.
   * Give each one back.
   */
  public EncodedBatch poll(long nanos) throws InterruptedException {
    beginMore(nanos);
    EncodedBatch next = ahead.peek();
    if (next != null) {
      next.await();
      return ahead.remove();
    }
    return null;
  }

  /** Returns whether all was handed out. */
  public boolean ended() {
    return ahead.isEmpty() && source.ended();
  }

  /** Takes a batch back. */
  public void giveBack(EncodedBatch batch) {
    source.giveBack(batch.lines());
    free.add(batch);
  }

  @Override
  public void committed() {}

  /** Forgets the batches in hand: the source begins anew from an earlier place. */
  @Override
  public void rollBack() {
    ahead.forEach(EncodedBatch::drop);
    ahead.clear();
    free.clear();
    free.addAll(all);
  }

  /** Ends the threads, once they are through with what they have in hand. */
  @Override
  public void close() {
    ahead.forEach(EncodedBatch::drop);
    ahead.clear();
    workers.shutdownNow();
  }

  private void beginMore(long nanos) throws InterruptedException {
    while (!free.isEmpty()) {
      LineBatch lines = source.poll(ahead.isEmpty() ? nanos : 0);
      if (lines == null) {
        return;
      }
      EncodedBatch batch = free.remove();
      batch.begin(lines, encoders, workers);
      ahead.add(batch);
    }
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "framecount-encoder-" + threadsMade.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
