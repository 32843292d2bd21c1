package io.framecount.loader.load;

import io.framecount.common.input.LineBatch;
import io.framecount.common.input.SinceCommit;
import io.framecount.loader.produce.FrameProducer;

/**
 * What is read of the inputs of a load: at the last commit, and now. Used by the loading thread.
 */
public interface Ledger extends SinceCommit {
  /** Notes that a batch is sent; it counts once {@link #commit} has succeeded. */
  void done(LineBatch batch, long frames, long rejected);

  /** Returns whether a commit is due, whatever the clock says. */
  default boolean full() {
    return false;
  }

  /** Commits what was sent since the last commit, and the positions behind it. */
  void commit(FrameProducer producer);

  /**
   * Makes sure that this run may commit.
   *
   * @throws io.framecount.common.cli.CommandFailure if another run has taken over, or the inputs
   *     are others by now
   */
  void requireOurs();

  /**
   * Asks Kafka whether the positions of the last {@link #commit} are committed. Call it when no
   * transaction of this run is open any more.
   */
  boolean foundCommitted();

  /**
   * Sets what to do when another run is about to get inputs of this one: to commit what was sent,
   * and to forget what was read ahead.
   */
  default void beforeHandOver(Runnable commit) {}

  /** Returns how many records this run is behind, as far as known; -1 if that means nothing. */
  default long lag() {
    return -1;
  }
}
