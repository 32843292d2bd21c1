package io.framecount.loader.encode;

import io.framecount.common.input.LineBatch;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** The lines of a batch and the frames or problems they became. */
public final class EncodedBatch {
  private final EncodedFrames frames = new EncodedFrames();
  private LineBatch lines;
  private CompletableFuture<Void> work;

  EncodedBatch() {}

  /** The lines. */
  public LineBatch lines() {
    return lines;
  }

  /** One for each line. */
  public EncodedFrames frames() {
    return frames;
  }

  /** Has these lines encoded, by whichever encoder is free then. */
  void begin(LineBatch batch, Queue<FrameEncoder> encoders, Executor workers) {
    lines = batch;
    work = CompletableFuture.runAsync(() -> encode(encoders), workers);
  }

  /** Waits until all lines are encoded. */
  void await() throws InterruptedException {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "converting failed at %s, line %,d or after"
              .formatted(lines.input().name(), lines.lineNumber(0)),
          e.getCause());
    }
  }

  /** Waits until nobody touches the lines any more, whatever became of them. */
  void drop() {
    // Short, and the buffers are to be used again.
    work.exceptionally(failure -> null).join();
  }

  private void encode(Queue<FrameEncoder> encoders) {
    frames.clear();
    FrameEncoder encoder = encoders.remove();
    try {
      encoder.encode(lines, frames);
    } finally {
      encoders.add(encoder);
    }
  }
}
