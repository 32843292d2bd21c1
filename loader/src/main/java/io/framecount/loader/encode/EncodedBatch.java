package io.framecount.loader.encode;

import io.framecount.common.input.LineSource;
import io.framecount.common.input.WorkAhead;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** The lines of a batch and the frames or problems they became. */
public final class EncodedBatch extends WorkAhead.Batch {
  /** Beyond these, reading or sending is the slower part. */
  private static final int MOST_WORKERS = 4;

  private final EncodedFrames frames = new EncodedFrames();

  /** Those that are free; one per thread, and shared by all batches. */
  private final Queue<FrameEncoder> encoders;

  private EncodedBatch(Queue<FrameEncoder> encoders) {
    this.encoders = encoders;
  }

  /**
   * Begins to encode the lines of a source.
   *
   * @param encoders makes one for each thread
   */
  public static WorkAhead<EncodedBatch> ahead(LineSource source, Supplier<FrameEncoder> encoders) {
    return ahead(
        source, encoders, Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * @param threads number of batches to encode at the same time, 1 or more
   */
  static WorkAhead<EncodedBatch> ahead(
      LineSource source, Supplier<FrameEncoder> encoders, int threads) {
    Queue<FrameEncoder> free = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < threads; i++) {
      free.add(encoders.get());
    }
    return new WorkAhead<>(source, () -> new EncodedBatch(free), threads, "converting", "encoder");
  }

  /** One for each line. */
  public EncodedFrames frames() {
    return frames;
  }

  @Override
  protected void work() {
    frames.clear();
    FrameEncoder encoder = encoders.remove();
    try {
      encoder.encode(lines(), frames);
    } finally {
      encoders.add(encoder);
    }
  }
}
