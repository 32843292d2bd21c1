package io.framecount.bench.run;

import io.framecount.bench.contest.Work;
import io.framecount.bench.contest.Workbench;
import io.framecount.bench.count.CountWork;
import io.framecount.bench.count.MinuteCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Fills a new topic in each round, and counts it. */
final class EndToEndWork implements Work {
  private static final int PARTITIONS = 4;

  private final Workbench bench;
  private final String name;
  private final CountWork count;

  /**
   * A way to load and count.
   *
   * @param name part of the topic's name
   * @param tolerance allowed relative error of users, such as 0.04 for 4%
   * @param command the command for a topic
   */
  EndToEndWork(
      Workbench bench,
      String name,
      MinuteCounts exact,
      double tolerance,
      UnaryOperator<String> command) {
    this.bench = bench;
    this.name = name;
    count = new CountWork(bench, round -> command.apply(topic(round)), exact, tolerance);
  }

  @Override
  public void prepare(int round) throws Exception {
    count.prepare(round);
    bench.topics().create(List.of(topic(round)), PARTITIONS);
  }

  @Override
  public String command(int round) {
    return count.command(round);
  }

  @Override
  public Verdict check(int round, Path stdout) throws Exception {
    return count.check(round, stdout);
  }

  @Override
  public void clean(int round) throws Exception {
    count.clean(round);
  }

  private String topic(int round) {
    return "end-to-end-%s-%d".formatted(name, round);
  }
}
