package io.framecount.bench.contest;

import io.framecount.bench.report.Entry;
import io.framecount.bench.report.SingleRun;
import java.util.ArrayList;
import java.util.List;

/** The results of a contender so far. */
final class Standing {
  private final Contender contender;
  private final List<SingleRun> runs = new ArrayList<>();
  private String proof = "";
  private boolean right = true;
  private String failure;

  Standing(Contender contender) {
    this.contender = contender;
  }

  Contender contender() {
    return contender;
  }

  boolean takesPart(int round) {
    return failure == null && round <= contender.rounds();
  }

  /**
   * Adds a run. Round 0 does not count, but must be right; a proof that was wrong once stays wrong.
   */
  void add(int round, SingleRun run, Work.Verdict verdict) {
    if (round > 0) {
      runs.add(run);
    }
    if (right) {
      proof = verdict.proof();
      right = verdict.right();
    }
  }

  void fail(String reason) {
    failure = reason;
    if (!runs.isEmpty()) {
      proof = "a later round failed: " + reason;
      right = false;
    }
  }

  Entry entry(String settings) {
    return new Entry(contender.name(), settings, contender.ours(), proof, right, runs, failure);
  }
}
