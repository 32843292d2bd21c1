package io.framecount.common.input;

import java.io.IOException;

/** Cuts one input into batches of whole lines, or of whole objects. Not thread-safe. */
interface Splitter {
  /** Returns how far the batches made so far go. */
  Checkpoint checkpoint();

  /**
   * Passes over what an earlier run has done.
   *
   * @param scratch has room for two bytes at least
   * @return whether the input still begins with the same bytes; if not, it must not be read on
   */
  boolean skip(Checkpoint to, LineBatch scratch) throws IOException;

  /**
   * Passes over as many lines or objects, whatever they are.
   *
   * @return whether there are so many
   */
  boolean skipCounted(long count, LineBatch scratch) throws IOException;

  /** Fills the batch with one line or object at least; only the input's last may be empty. */
  void fill(LineBatch batch) throws IOException;
}
