package io.framecount.counter.run;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.counter.combine.Goal;
import io.framecount.counter.merge.Merger;
import io.framecount.counter.metrics.CountMonitor;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.recount.Merged;
import io.framecount.counter.view.RowPrinter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Counts with a combiner, a merger or both in this process, beside those of other processes. */
public final class CountRun {
  private final KafkaConnection kafka;
  private final CountPlan plan;
  private final Role role;
  private final Path stateBase;
  private final BooleanSupplier interrupted;
  private final RunReport report;
  private final CountMonitor monitor;
  private final Conservation conservation;

  public CountRun(
      KafkaConnection kafka,
      CountPlan plan,
      Role role,
      Path stateBase,
      BooleanSupplier interrupted,
      RunReport report,
      CountMonitor monitor) {
    this.kafka = kafka;
    this.plan = plan;
    this.role = role;
    this.stateBase = stateBase;
    this.interrupted = interrupted;
    this.report = report;
    this.monitor = monitor;
    conservation = new Conservation(kafka, plan, report);
  }

  /** Counts until a signal comes. */
  public ExitCode untilStopped() {
    if (!role.merges()) {
      return interrupted(watched(() -> combine(Goal.ENDLESS)));
    }
    try (MergeStage merging = startMerging();
        TransactionWatch watch =
            TransactionWatch.ofPartials(kafka, plan.names().partials(), report::say)) {
      watch.start();
      if (role.combines()) {
        return interrupted(watched(() -> combine(Goal.ENDLESS, merging.merger())));
      }
      merging.awaitSignal(monitor::merging);
    }
    return stopped();
  }

  /** Combines until a signal comes, and reports open transactions that hold it up. */
  private Tally watched(Supplier<Tally> combining) {
    try (TransactionWatch watch =
        TransactionWatch.ofFrames(kafka, plan.names().source(), monitor, report::say)) {
      watch.start();
      return combining.get();
    }
  }

  /**
   * Counts up to the present end, then prints all rows.
   *
   * @param patience time to wait for open transactions
   */
  public ExitCode untilEnd(RowPrinter printer, Duration patience) {
    return role.merges() ? untilMerged(printer, patience) : untilCombined(patience);
  }

  private ExitCode untilCombined(Duration patience) {
    Goal goal = presentEnd(patience);
    Tally tally = combine(goal);
    return interrupted.getAsBoolean() ? stopped() : code(tally, goal);
  }

  private ExitCode untilMerged(RowPrinter printer, Duration patience) {
    Goal goal = role.combines() ? presentEnd(patience) : Goal.ENDLESS;
    Tally tally = Tally.NONE;
    Conservation.Totals totals;
    try (MergeStage merging = startMerging()) {
      if (role.combines()) {
        tally = combine(goal, merging.merger());
      }
      if (interrupted.getAsBoolean()) {
        return stopped();
      }
      totals = conservation.totals();
      if (!merging.awaitMerged(patience, report::say)) {
        return stopped();
      }
    }
    Merged merged = conservation.merged();
    report.print(merged.inOrder(), printer);
    conservation.requireConserved(totals, merged);
    return code(tally, goal);
  }

  private Goal presentEnd(Duration patience) {
    return Goal.presentEnd(kafka, plan.names().combinerGroup(), plan.names().source(), patience);
  }

  private MergeStage startMerging() {
    MergeStage merging = MergeStage.start(kafka, plan, stateBase, interrupted);
    monitor.watch(merging.merger());
    return merging;
  }

  private CombineStage stage() {
    return new CombineStage(kafka, plan, report, monitor);
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

  /** Rows of a run that was stopped would look like those of the whole topic: it prints none. */
  private ExitCode stopped() {
    report.say("stopped; all that was counted is saved, and the same command goes on from there");
    return ExitCode.INTERRUPTED;
  }

  private ExitCode code(Tally tally, Goal goal) {
    goal.hidden()
        .map(TopicEnd::sentence)
        .ifPresent(
            sentence ->
                report.say(
                    "not all is counted: %s; %s".formatted(sentence.subject(), sentence.advice())));
    return tally.setAside() == 0 && tally.whole() && goal.hidden().isEmpty()
        ? ExitCode.OK
        : ExitCode.REJECTED;
  }

  /**
   * Returns an exit code that shows whether frames are missing, for users who look at a counter
   * only when it ends.
   */
  private ExitCode interrupted(Tally tally) {
    ExitCode stopped = stopped();
    return tally.whole() ? stopped : ExitCode.REJECTED;
  }
}
