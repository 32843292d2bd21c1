package io.framecount.counter.combine;

import io.framecount.counter.progress.Tally;

/** Control and display of a combiner; called from its thread. */
public interface CombinerWatch {

  /** Returns whether to stop after a last commit. */
  boolean stopping();

  /**
   * Takes the progress.
   *
   * @param tally frames of this run, committed or not
   * @param lag frames between the position and the end of the topic
   */
  void at(Tally tally, long lag);

  /** Shows a line to the user. */
  void say(String line);
}
