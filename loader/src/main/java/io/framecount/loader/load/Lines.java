package io.framecount.loader.load;

import io.framecount.loader.input.InputDamaged;
import io.framecount.loader.input.LineBatch;

/** The lines of all inputs in batches, with the way back to the last commit. */
interface Lines extends AutoCloseable {
  /**
   * The next batch if there is one in time, else null. Give each one back.
   *
   * @throws InputDamaged if the rest can't be read
   */
  LineBatch poll(long nanos) throws InputDamaged, InterruptedException;

  /** Whether the last batch was handed out, or this was closed. */
  boolean ended();

  /** Takes a batch back. */
  void giveBack(LineBatch batch);

  /** Bytes taken from the inputs so far, as they lie there. */
  long rawBytes();

  /** Whether a commit would be welcome. */
  boolean full();

  /** Notes that all batches so far are committed. */
  void committed();

  /** Hands out again what was not committed. */
  void rewind();

  /** Stops the reading, and lets a thread that waits go. May be called by any thread. */
  @Override
  void close();
}
