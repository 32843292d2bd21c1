package io.framecount.bench.contest;

import java.nio.file.Path;

/** The work of a contender in each round. Only the command is timed. */
public interface Work {
  /** Prepares a round. */
  default void prepare(int round) throws Exception {}

  /** Returns a command for bash, which exits with 0 once the work is done. */
  String command(int round);

  /**
   * Returns whether the work was done, with a proof.
   *
   * @param stdout output of the command
   */
  Verdict check(int round, Path stdout) throws Exception;

  /** Removes the leftovers of a round, also after a failure. */
  default void clean(int round) throws Exception {}

  /**
   * The check after a run.
   *
   * @param proof the checked figure, for the table
   * @param right whether it is correct
   */
  record Verdict(String proof, boolean right) {}
}
