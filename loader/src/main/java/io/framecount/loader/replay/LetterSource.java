package io.framecount.loader.replay;

import io.framecount.loader.produce.FrameProducer;
import java.util.function.BooleanSupplier;

/** Where rejected lines come from. Used by one thread. */
sealed interface LetterSource permits TopicLetters, FileLetters {
  /** Whether there is nothing there at all. */
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
