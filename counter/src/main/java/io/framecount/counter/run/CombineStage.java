package io.framecount.counter.run;

import io.framecount.common.cli.progress.Progress;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.combine.Combiner;
import io.framecount.counter.combine.Goal;
import io.framecount.counter.frame.RegistryRetry;
import io.framecount.counter.metrics.CountMonitor;
import io.framecount.counter.progress.GroupProgress;
import io.framecount.counter.progress.Tally;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** One combiner in this process, on the caller's thread. */
final class CombineStage {
  private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(2);

  private final KafkaConnection kafka;
  private final CountPlan plan;
  private final RunReport report;
  private final CountMonitor monitor;

  CombineStage(KafkaConnection kafka, CountPlan plan, RunReport report, CountMonitor monitor) {
    this.kafka = kafka;
    this.plan = plan;
    this.report = report;
    this.monitor = monitor;
  }

  /** Counts until the goal is reached; reports and returns the tally of this run. */
  Tally run(Goal goal, BooleanSupplier stopping) {
    long frames = goal == Goal.ENDLESS ? -1 : framesUpTo(goal);
    Tally tally;
    try (Progress progress = Progress.ofFrames("counting", frames, report.err())) {
      RunWatch watch = new RunWatch(progress, stopping);
      var retry = new RegistryRetry(REGISTRY_PATIENCE, stopping, progress::say);
      tally =
          new Combiner(
                  kafka,
                  plan.combiner(),
                  () ->
                      plan.frames().reader(plan.names().source(), plan.settings().fields(), retry),
                  watch,
                  monitor)
              .run(goal);
    }
    report.tally("this run", tally);
    return tally;
  }

  /** Returns how many frames there are to count, if open transactions become frames. */
  private long framesUpTo(Goal goal) {
    Map<TopicPartition, Long> first = kafka.offsets().first(plan.names().source());
    Map<TopicPartition, Long> done =
        GroupProgress.of(kafka, plan.names().combinerGroup(), plan.names().source()).offsets();
    return goal.targets().entrySet().stream()
        .mapToLong(
            end ->
                end.getValue()
                    - Math.max(first.get(end.getKey()), done.getOrDefault(end.getKey(), 0L)))
        .filter(frames -> frames > 0)
        .sum();
  }

  /** Shows the progress of a combiner. */
  private static final class RunWatch implements Combiner.Watch {
    private static final long NOTE_NANOS = 250_000_000;

    private final Progress progress;
    private final BooleanSupplier stopping;
    private long noted = System.nanoTime();
    private long notedFrames;

    RunWatch(Progress progress, BooleanSupplier stopping) {
      this.progress = progress;
      this.stopping = stopping;
    }

    @Override
    public boolean stopping() {
      return stopping.getAsBoolean();
    }

    @Override
    public void at(Tally tally, long lag) {
      long now = System.nanoTime();
      if (now - noted < NOTE_NANOS) {
        return;
      }
      double rate = (tally.read() - notedFrames) * 1e9 / (now - noted);
      noted = now;
      notedFrames = tally.read();
      progress.at(
          tally.read(),
          () -> String.format(Locale.ROOT, "%,.0f frames/s, %,d to go", Math.max(0, rate), lag));
    }

    @Override
    public void say(String line) {
      progress.say(line);
    }
  }
}
