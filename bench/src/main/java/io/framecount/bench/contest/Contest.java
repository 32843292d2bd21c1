package io.framecount.bench.contest;

import io.framecount.bench.report.Entry;
import io.framecount.bench.report.SingleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Lets contenders do the same work in turn, A B C A B C …, so that a machine that slows down does
 * so for all of them. One that fails drops out, and the others go on.
 */
public final class Contest {
  /** Longer than anything worth comparing takes. */
  private static final long PATIENCE_SECONDS = 600;

  private final List<Contender> contenders;
  private final boolean warmUp;
  private final UnaryOperator<String> shortened;

  /**
   * A contest.
   *
   * @param warmUp whether those who run several times run once more before it counts: a broker that
   *     was just started is slow in each kind of request, which would fall on the first round
   * @param shortened how commands are shown
   */
  public Contest(List<Contender> contenders, boolean warmUp, UnaryOperator<String> shortened) {
    this.contenders = contenders;
    this.warmUp = warmUp;
    this.shortened = shortened;
  }

  /** Runs the contest to its end, with progress on stderr. */
  public List<Entry> run() throws IOException, InterruptedException {
    List<Standing> standings = contenders.stream().map(Standing::new).toList();
    int rounds = contenders.stream().mapToInt(Contender::rounds).max().orElse(0);
    if (warmUp) {
      for (Standing standing : standings) {
        if (standing.contender().rounds() > 1) {
          run(standing, 0);
        }
      }
    }
    for (int round = 1; round <= rounds; round++) {
      for (Standing standing : standings) {
        if (standing.takesPart(round)) {
          run(standing, round);
        }
      }
    }
    return standings.stream()
        .map(standing -> standing.entry(shortened.apply(standing.contender().work().command(1))))
        .toList();
  }

  private static void run(Standing standing, int round) throws IOException, InterruptedException {
    Contender contender = standing.contender();
    Path stdout = Files.createTempFile("stdout", ".txt");
    try {
      contender.work().prepare(round);
      SingleRun run = TimedProcess.run(contender.work().command(round), stdout, PATIENCE_SECONDS);
      Work.Verdict verdict = contender.work().check(round, stdout);
      say(contender, round, "%.2f s, %s".formatted(run.wall(), verdict.proof()));
      standing.add(round, run, verdict);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      say(contender, round, "failed: " + e.getMessage());
      standing.fail(e.getMessage() == null ? e.toString() : e.getMessage());
    } finally {
      Files.deleteIfExists(stdout);
      clean(contender, round);
    }
  }

  /** Removes the leftovers of a round; a failure wastes space, but does not end the contest. */
  private static void clean(Contender contender, int round) throws InterruptedException {
    try {
      contender.work().clean(round);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      say(contender, round, "could not be cleaned up: " + e);
    }
  }

  private static void say(Contender contender, int round, String what) {
    System.err.printf("  %s %d/%d: %s%n", contender.name(), round, contender.rounds(), what);
  }
}
