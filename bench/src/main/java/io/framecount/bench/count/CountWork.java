package io.framecount.bench.count;

import io.framecount.bench.contest.Work;
import io.framecount.bench.contest.Workbench;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Counts a topic. After each round, its topics and its state on disk are removed, so that no round
 * finds the counts of another.
 */
public final class CountWork implements Work {
  private final Workbench bench;
  private final IntFunction<String> command;
  private final MinuteCounts exact;
  private final double tolerance;
  private Set<String> before = Set.of();

  /**
   * A way to count.
   *
   * @param command the command of a round
   * @param tolerance allowed relative error of users, such as 0.04 for 4%
   */
  public CountWork(
      Workbench bench, IntFunction<String> command, MinuteCounts exact, double tolerance) {
    this.bench = bench;
    this.command = command;
    this.exact = exact;
    this.tolerance = tolerance;
  }

  /** Returns the directory of a counter's state. */
  static Path state(Workbench bench) {
    return bench.directory().resolve("state");
  }

  @Override
  public void prepare(int round) throws Exception {
    before = bench.topics().names();
  }

  @Override
  public String command(int round) {
    return command.apply(round);
  }

  @Override
  public Verdict check(int round, Path stdout) throws Exception {
    return MinuteCounts.parse(stdout).compare(exact, tolerance);
  }

  @Override
  public void clean(int round) throws Exception {
    Workbench.remove(state(bench));
    Set<String> made = new HashSet<>(bench.topics().names());
    made.removeAll(before);
    bench.topics().delete(made);
  }
}
