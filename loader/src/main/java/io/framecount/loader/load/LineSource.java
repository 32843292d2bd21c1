package io.framecount.loader.load;

import io.framecount.common.input.BatchSource;
import io.framecount.loader.produce.SinceCommit;

/** Reads the lines of all inputs in batches, and again from the last commit on after a failure. */
interface LineSource extends BatchSource, SinceCommit, AutoCloseable {
  /** Bytes taken from the inputs so far, compressed where the inputs are. */
  long rawBytes();

  /** Returns whether it holds so much that a commit is due. */
  default boolean full() {
    return false;
  }

  @Override
  default void committed() {}

  @Override
  default void rollBack() {}

  /** Stops reading and wakes a waiting thread. May be called by any thread. */
  @Override
  void close();
}
