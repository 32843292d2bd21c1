package io.framecount.common.input;

/**
 * Reads the lines of all inputs in batches. A source whose lines are sent in transactions also
 * follows their commits; by default, it has nothing to do for them.
 */
public interface LineSource extends SinceCommit, AutoCloseable {
  /**
   * The next batch if there is one in time, else null. Give each one back, in the same order. The
   * last one of an input that can't be read to its end says so, and the next input follows.
   */
  LineBatch poll(long nanos) throws InterruptedException;

  /** Returns whether the last batch was handed out, or this was closed. */
  boolean ended();

  /** Takes a batch back. */
  void giveBack(LineBatch batch);

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
