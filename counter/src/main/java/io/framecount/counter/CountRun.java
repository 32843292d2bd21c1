package io.framecount.counter;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.combine.Goal;
import io.framecount.counter.combine.Tally;
import io.framecount.counter.merge.Merger;
import io.framecount.counter.metrics.Instruments;
import io.framecount.counter.recount.Merged;
import io.framecount.counter.view.View;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Counts with a combiner, a merger or both in this process, beside those of other processes. */
final class CountRun {
  private final KafkaConnection kafka;
  private final CountPlan plan;
  private final Role role;
  private final Path stateBase;
  private final BooleanSupplier interrupted;
  private final Report report;
  private final Instruments instruments;
  private final Conservation conservation;

  CountRun(
      KafkaConnection kafka,
      CountPlan plan,
      Role role,
      Path stateBase,
      BooleanSupplier interrupted,
      Report report,
      Instruments instruments) {
    this.kafka = kafka;
    this.plan = plan;
    this.role = role;
    this.stateBase = stateBase;
    this.interrupted = interrupted;
    this.report = report;
    this.instruments = instruments;
    conservation = new Conservation(kafka, plan, report);
  }

  /** Counts until a signal comes. */
  ExitCode untilStopped() {
    if (!role.merges()) {
      return interrupted(combine(Goal.ENDLESS));
    }
    try (MergeStage merging = startMerging()) {
      if (role.combines()) {
        return interrupted(combine(Goal.ENDLESS, merging.merger()));
      }
      merging.awaitSignal(instruments::merging);
    }
    return ExitCode.INTERRUPTED;
  }

  /** Counts what is there now, then prints all results. */
  ExitCode untilEnd(View view) {
    return role.merges() ? untilMerged(view) : untilCombined();
  }

  private ExitCode untilCombined() {
    Tally tally = combine(stage().presentEnd());
    return interrupted.getAsBoolean() ? ExitCode.INTERRUPTED : code(tally);
  }

  private ExitCode untilMerged(View view) {
    Goal goal = stage().presentEnd();
    Tally tally = Tally.NONE;
    Conservation.Books books;
    try (MergeStage merging = startMerging()) {
      if (role.combines()) {
        tally = combine(goal, merging.merger());
      }
      books = conservation.open();
      if (!merging.awaitMerged()) {
        return ExitCode.INTERRUPTED;
      }
    }
    Merged merged = conservation.merged();
    report.print(merged.inOrder(), view);
    conservation.close(books, merged);
    return code(tally);
  }

  private MergeStage startMerging() {
    MergeStage merging = MergeStage.start(kafka, plan, stateBase, interrupted);
    instruments.watch(merging.merger());
    return merging;
  }

  private CombineStage stage() {
    return new CombineStage(kafka, plan, report, instruments);
  }

  private Tally combine(Goal goal) {
    Tally tally = stage().run(goal, interrupted);
    conservation.requireConserved(tally);
    return tally;
  }

  private Tally combine(Goal goal, Merger merger) {
    Tally tally = stage().run(goal, () -> interrupted.getAsBoolean() || merger.failed());
    merger.requireHealth();
    conservation.requireConserved(tally);
    return tally;
  }

  private static ExitCode code(Tally tally) {
    return tally.setAside() == 0 && tally.whole() ? ExitCode.OK : ExitCode.REJECTED;
  }

  /** Who looks at a counter only when it ends must see that frames are missing. */
  private static ExitCode interrupted(Tally tally) {
    return tally.whole() ? ExitCode.INTERRUPTED : ExitCode.REJECTED;
  }
}
