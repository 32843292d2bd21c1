package io.framecount.loader.input;

/** Where lines come from. */
public interface BatchSource {
  /**
   * The next batch if there is one in time, else null. Give each one back, in the same order.
   *
   * @throws InputDamaged if the rest can't be read
   */
  LineBatch poll(long nanos) throws InputDamaged, InterruptedException;

  /** Whether the last batch was handed out, or this was closed. */
  boolean ended();

  /** Takes a batch back. */
  void giveBack(LineBatch batch);
}
