package io.framecount.bench.count;

import static io.framecount.bench.contest.Contender.other;
import static io.framecount.bench.contest.Contender.ours;

import io.framecount.bench.contest.Contender;
import io.framecount.bench.contest.Contest;
import io.framecount.bench.contest.Work;
import io.framecount.bench.report.ContestResult;
import io.framecount.bench.report.ContestTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Counting a file of JSON lines without Kafka, side by side with DuckDB, as whole processes. */
public final class FileContest {
  private static final String DUCKDB = "DuckDB";

  private FileContest() {}

  /** Arguments: gzip file, number of its frames, its exact counts as TSV, rounds. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    MinuteCounts exact = MinuteCounts.parse(Path.of(args[2]));
    int rounds = Integer.parseInt(args[3]);
    List<Contender> contenders =
        List.of(
            other(DUCKDB, rounds, new Counting("bench/rival duckdb " + args[0], exact)),
            ours(
                "counter --file",
                rounds,
                new Counting("bin/counter --file %s --format tsv".formatted(args[0]), exact)));
    var entries = new Contest(contenders, true, command -> command).run();
    long frames = Long.parseLong(args[1]);
    ContestResult result = new ContestResult("count", "", "", DUCKDB, frames, "frames", entries);
    System.out.print(new ContestTables(result).summary());
  }

  private record Counting(String shell, MinuteCounts exact) implements Work {
    @Override
    public String command(int round) {
      return shell;
    }

    @Override
    public Verdict check(int round, Path stdout) throws IOException {
      return MinuteCounts.parse(stdout).compare(exact, 0);
    }
  }
}
