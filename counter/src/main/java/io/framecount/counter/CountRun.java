package io.framecount.counter;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Progress;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.combine.Combiner;
import io.framecount.counter.combine.Goal;
import io.framecount.counter.combine.GroupProgress;
import io.framecount.counter.combine.PatientSchemas;
import io.framecount.counter.combine.Tally;
import io.framecount.counter.merge.Merger;
import io.framecount.counter.merge.MergerProgress;
import io.framecount.counter.merge.StateDirectory;
import io.framecount.counter.metrics.Instruments;
import io.framecount.counter.view.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** Counts with one combiner and one merger in this process, beside those of other processes. */
final class CountRun {
  private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(2);
  private static final long MERGER_CHECK_MILLIS = 50;

  private final KafkaConnection kafka;
  private final CountPlan plan;
  private final Path stateBase;
  private final BooleanSupplier interrupted;
  private final Report report;
  private final Instruments instruments;

  CountRun(
      KafkaConnection kafka,
      CountPlan plan,
      Path stateBase,
      BooleanSupplier interrupted,
      Report report,
      Instruments instruments) {
    this.kafka = kafka;
    this.plan = plan;
    this.stateBase = stateBase;
    this.interrupted = interrupted;
    this.report = report;
    this.instruments = instruments;
  }

  /** Counts until a signal comes. */
  ExitCode untilStopped() {
    try (StateDirectory state = takeState();
        Merger merger = Merger.start(kafka, plan.merger(), state)) {
      Tally tally = combine(merger, Goal.ENDLESS, -1);
      report.tally("this run", tally);
      new Conservation(kafka, plan, report).requireConserved(tally);
      return ExitCode.INTERRUPTED;
    }
  }

  /** Counts what is there now, then prints all results. */
  ExitCode untilEnd(View view) {
    Goal goal = goal();
    Tally tally;
    Conservation conservation = new Conservation(kafka, plan, report);
    Conservation.Books books;
    try (StateDirectory state = takeState();
        Merger merger = Merger.start(kafka, plan.merger(), state)) {
      tally = combine(merger, goal, framesUpTo(goal));
      report.tally("this run", tally);
      books = conservation.open();
      if (!awaitMerged(merger)) {
        return ExitCode.INTERRUPTED;
      }
    }
    var counts = plan.counts(kafka).read();
    report.print(counts, view);
    conservation.requireConserved(tally);
    conservation.close(books, counts);
    return tally.setAside() == 0 ? ExitCode.OK : ExitCode.REJECTED;
  }

  private StateDirectory takeState() {
    return StateDirectory.take(stateBase, kafka.clusterId(), plan.names().application());
  }

  private Tally combine(Merger merger, Goal goal, long frames) {
    instruments.watch(merger);
    BooleanSupplier stopping = () -> interrupted.getAsBoolean() || merger.failed();
    try (Progress progress = Progress.ofFrames("counting", frames, report.err())) {
      RunWatch watch = new RunWatch(progress, stopping);
      var schemas = new PatientSchemas(plan.registry(), REGISTRY_PATIENCE, stopping, progress::say);
      Tally tally = new Combiner(kafka, plan.combiner(), schemas, watch, instruments).run(goal);
      merger.requireHealth();
      return tally;
    }
  }

  /** Waits until what all combiners wrote is merged; false if a signal came first. */
  private boolean awaitMerged(Merger merger) {
    try (MergerProgress progress = new MergerProgress(kafka, plan.merger())) {
      while (!progress.through()) {
        merger.requireHealth();
        if (interrupted.getAsBoolean()) {
          return false;
        }
        Thread.sleep(MERGER_CHECK_MILLIS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The present end of each partition that holds something. */
  private Goal goal() {
    Map<TopicPartition, Long> first = kafka.offsets().first(plan.names().source());
    Map<TopicPartition, Long> targets =
        new HashMap<>(kafka.offsets().committedEnd(plan.names().source()));
    targets.entrySet().removeIf(end -> end.getValue() <= first.get(end.getKey()));
    return Goal.upTo(targets);
  }

  private long framesUpTo(Goal goal) {
    Map<TopicPartition, Long> first = kafka.offsets().first(plan.names().source());
    Map<TopicPartition, Long> done =
        GroupProgress.of(kafka, plan.combiner().group(), plan.names().source()).offsets();
    return goal.targets().entrySet().stream()
        .mapToLong(
            end ->
                end.getValue()
                    - Math.max(first.get(end.getKey()), done.getOrDefault(end.getKey(), 0L)))
        .filter(frames -> frames > 0)
        .sum();
  }
}
