package io.framecount.counter.combine;

import io.framecount.counter.progress.Tally;

/** Whoever looks after a combiner; called from its thread. */
public interface CombinerWatch {

  /** Returns whether to end in order, after a last commit. */
  boolean stopping();

  /**
   * How far it is.
   *
   * @param tally frames of this run, committed or not
   * @param lag frames between here and the end of the topic
   */
  void at(Tally tally, long lag);

  /** A line for the user. */
  void say(String line);
}
