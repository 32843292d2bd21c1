package io.framecount.common.input;

/**
 * A part of a load that changes with every record and must agree with Kafka after every commit. It
 * remembers its state at the last commit and can go back to it. Called by the loading thread.
 */
public interface SinceCommit {
  /** Everything so far is in Kafka: makes the present state the one to go back to. */
  void committed();

  /** Nothing since the last commit is in Kafka: goes back to the state of that commit. */
  void rollBack();

  /**
   * Gets ready to do the work since the last commit once more. Called after all parts have rolled
   * back, and not at all if the run is over.
   *
   * @throws io.framecount.common.cli.CommandFailure if that work can't be done again
   */
  default void beginAgain() {}
}
