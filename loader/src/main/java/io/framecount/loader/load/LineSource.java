package io.framecount.loader.load;

import io.framecount.common.input.BatchSource;

/** The lines of all inputs in batches, with the way back to the last commit. */
interface LineSource extends BatchSource, AutoCloseable {
  /** Bytes taken from the inputs so far, as they lie there. */
  long rawBytes();

  /** Returns whether a commit would be welcome. */
  boolean full();

  /** Notes that all batches so far are committed. */
  void committed();

  /** Hands out again what was not committed. */
  void rewind();

  /** Stops the reading, and lets a thread that waits go. May be called by any thread. */
  @Override
  void close();
}
