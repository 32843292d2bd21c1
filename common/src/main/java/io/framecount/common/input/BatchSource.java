package io.framecount.common.input;

/** A source of batches of lines. */
public interface BatchSource {
  /**
   * The next batch if there is one in time, else null. Give each one back, in the same order. The
   * last one of an input that can't be read to its end says so, and the next input follows.
   */
  LineBatch poll(long nanos) throws InterruptedException;

  /** Returns whether the last batch was handed out, or this was closed. */
  boolean ended();

  /** Takes a batch back. */
  void giveBack(LineBatch batch);
}
