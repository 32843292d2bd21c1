package io.framecount.bench.run;

import io.framecount.bench.contest.Contender;
import io.framecount.bench.contest.Contest;
import io.framecount.bench.contest.Workbench;
import io.framecount.bench.report.ContestResult;
import io.framecount.bench.report.Entry;
import io.framecount.bench.report.Result;
import io.framecount.bench.report.ResultFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The common setting of all measurements of a run.
 *
 * @param quick whether to run everything once on a twentieth of the data
 * @param results directory of the result files
 */
record Setting(Workbench bench, Streams streams, boolean quick, Path results) {
  private static final int QUICKER = 20;

  /** Returns the given amount of work, or a twentieth of it in quick mode. */
  long amount(long full) {
    return quick ? full / QUICKER : full;
  }

  /** Returns the given number of rounds, or one in quick mode. */
  int rounds(int full) {
    return quick ? 1 : full;
  }

  void write(String name, Result result) throws IOException {
    ResultFiles.write(results, name, result);
  }

  /** Holds a contest, and writes its result. */
  ContestResult hold(String name, Terms terms, List<Contender> contenders)
      throws IOException, InterruptedException {
    System.err.println(" " + terms.title());
    Contest contest = new Contest(contenders, terms.warmUp(), bench::shortened);
    List<Entry> entries = contest.run();
    ContestResult result =
        new ContestResult(
            terms.section().id(),
            terms.title(),
            terms.about(),
            terms.baseline(),
            terms.amount(),
            terms.unit(),
            entries);
    write(name, result);
    entries.stream().filter(Entry::ours).forEach(Setting::requireRight);
    return result;
  }

  /**
   * Fails if an entry of ours is wrong, because its figures are worthless then; others may fail,
   * and the page says so.
   */
  private static void requireRight(Entry entry) {
    if (!entry.ran() || !entry.right()) {
      throw new IllegalStateException(
          "%s: %s".formatted(entry.name(), entry.ran() ? entry.proof() : entry.missing()));
    }
  }

  /** Returns an entry of this run or an earlier one, with the same amount of work. */
  Optional<Entry> measured(String name, String entry, long amount) throws IOException {
    return ResultFiles.read(results).get(name) instanceof ContestResult contest
            && contest.amount() == amount
        ? contest.ran(entry)
        : Optional.empty();
  }
}
