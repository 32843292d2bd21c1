package io.framecount.bench.contest;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets contenders do the same work in turn, A B C A B C …, so that a machine that grows slower does
 * so for all of them, and compares each with the first, round by round.
 */
public final class Contest {
  private final List<Contender> contenders;
  private final int rounds;

  /**
   * A contest.
   *
   * @param contenders the first is the baseline of the ratios
   * @param rounds how often each runs, after one round that doesn't count
   */
  public Contest(List<Contender> contenders, int rounds) {
    this.contenders = contenders;
    this.rounds = rounds;
  }

  /** Runs it and prints a Markdown table; says on the way how far it is. */
  public void run(PrintStream out, PrintStream log) throws IOException, InterruptedException {
    Map<Contender, List<Run>> results = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Contender contender : contenders) {
        Run run = TimedProcess.run(contender, round);
        log.printf(
            "%s %d/%d: %.2f s, %s%n",
            contender.name(), round, rounds, run.wallSeconds(), run.proof());
        if (round > 0) {
          results.computeIfAbsent(contender, c -> new ArrayList<>()).add(run);
        }
      }
    }
    print(results, out);
  }

  private void print(Map<Contender, List<Run>> results, PrintStream out) {
    List<Run> baseline = results.get(contenders.get(0));
    out.println(
        "| | wall s (min, median, max) | CPU s | peak MB | times %s | proof |"
            .formatted(contenders.get(0).name()));
    out.println("|---|---|---|---|---|---|");
    results.forEach((contender, runs) -> out.println(row(contender, runs, baseline)));
  }

  private static String row(Contender contender, List<Run> runs, List<Run> baseline) {
    Spread wall = Spread.of(runs.stream().mapToDouble(Run::wallSeconds));
    Spread cpu = Spread.of(runs.stream().mapToDouble(Run::cpuSeconds));
    Spread peak = Spread.of(runs.stream().mapToDouble(Run::peakMegabytes));
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      ratios.add(baseline.get(i).wallSeconds() / runs.get(i).wallSeconds());
    }
    Spread ratio = Spread.of(ratios.stream().mapToDouble(Double::doubleValue));
    return "| %s | %.2f, **%.2f**, %.2f | %.1f | %.0f | %.2f, **%.2f**, %.2f | %s |"
        .formatted(
            contender.name(),
            wall.min(),
            wall.median(),
            wall.max(),
            cpu.median(),
            peak.max(),
            ratio.min(),
            ratio.median(),
            ratio.max(),
            runs.get(runs.size() - 1).proof());
  }
}
