package io.framecount.bench.contest;

import java.nio.file.Path;

/** What a contender does in each round. Only the command is timed. */
public interface Work {
  /** Makes what the command of a round needs. */
  default void prepare(int round) throws Exception {}

  /** For bash. It exits with 0 once the work is done. */
  String command(int round);

  /**
   * Returns whether the work was done, and what shows it.
   *
   * @param stdout what the command printed
   */
  Verdict check(int round, Path stdout) throws Exception;

  /** Removes what the round has left. Called also after a failure. */
  default void clean(int round) throws Exception {}

  /**
   * What was looked at after a run.
   *
   * @param proof for the table
   * @param right whether it is what it has to be
   */
  record Verdict(String proof, boolean right) {}
}
