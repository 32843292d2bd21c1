package io.framecount.loader.replay;

import io.framecount.loader.produce.FrameProducer;
import java.util.function.BooleanSupplier;

/** A source of rejected lines. Used by one thread. */
sealed interface LetterSource permits TopicLetters, FileLetters {
  /** Returns whether the source is empty. */
  boolean isEmpty();

  /** The consumer group that keeps the progress; also names the replay to the brokers. */
  String group();

  /** Bytes of the longest line that may come. */
  int largestLine();

  /**
   * Hands on what was not replayed yet, up to what is there now, and commits the progress with it.
   *
   * @param stopped whether to end early
   */
  void replay(Replayer replayer, FrameProducer producer, BooleanSupplier stopped)
      throws InterruptedException;
}
