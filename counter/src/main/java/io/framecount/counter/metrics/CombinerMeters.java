package io.framecount.counter.metrics;

import io.framecount.counter.progress.Tally;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The numbers of one combiner. Written by its thread, read by others. */
final class CombinerMeters {
  private static final Duration[] COMMIT_BOUNDS = millis(10, 25, 50, 100, 250, 500, 1_000, 5_000);
  private static final Duration[] DELAY_BOUNDS =
      millis(100, 250, 500, 1_000, 2_000, 5_000, 10_000, 60_000, 600_000, 3_600_000);

  private final MeterRegistry registry;
  private final Tags tags;
  private final Timer commits;
  private final Timer delays;
  private final Set<String> types = new HashSet<>();
  private volatile Moment moment = new Moment(Tally.NONE, Tally.NONE, 0, 0);

  private volatile Hidden hidden = new Hidden(0, Duration.ZERO);

  /** Frames hidden by open transactions. */
  private record Hidden(long offsets, Duration standstill) {}

  /** A consistent snapshot. */
  private record Moment(Tally tally, Tally committed, long lag, int windows) {}

  CombinerMeters(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
    // Of committed frames only: what dies with a session is counted again by the next.
    counter("framecount.frames.read", "Frames read and committed", now -> now.committed.read());
    counter("framecount.frames.counted", "Frames added to windows", now -> now.committed.counted());
    counter(
        "framecount.frames.set.aside",
        "Frames sent to the dead-letter topic",
        now -> now.committed.setAside());
    counter(
        "framecount.offsets.missing",
        "Offsets deleted from the topic before they were counted",
        now -> now.committed.missing().offsets());
    counter(
        "framecount.offsets.cut.off",
        "Offsets that the topic lost after they were counted",
        now -> now.committed.cutOff().offsets());
    gauge(
        "framecount.conservation.gap",
        "Frames read but neither counted, set aside nor passed over; must be 0",
        now -> gap(now.tally));
    gauge(
        "framecount.frames.uncommitted",
        "Frames read since the last commit",
        now -> now.tally.read() - now.committed.read());
    gauge("framecount.lag.frames", "Frames between here and the end", Moment::lag);
    gauge(
        "framecount.partial.windows",
        "Windows with a partial count since the last commit",
        Moment::windows);
    ofTopic(
        "framecount.transaction.hidden.offsets",
        "Offsets of the whole topic that lie behind an open transaction",
        hidden -> hidden.offsets);
    ofTopic(
        "framecount.transaction.standstill.seconds",
        "For how long an open transaction has stopped all readers of a partition",
        hidden -> hidden.standstill.toMillis() / 1e3);
    commits = timer("framecount.commit", "How long a commit takes", COMMIT_BOUNDS);
    delays =
        timer(
            "framecount.append.to.commit",
            "Age of the oldest frame of a commit, by its Kafka timestamp",
            DELAY_BOUNDS);
  }

  void round(Tally tally, Tally committed, long lag, int windows) {
    moment = new Moment(tally, committed, lag, windows);
    if (committed.passedOver().size() > types.size()) {
      committed.passedOver().keySet().stream().filter(types::add).forEach(this::countType);
    }
  }

  /** Told by the name of the type, which is known only when the first one comes. */
  private void countType(String type) {
    FunctionCounter.builder(
            "framecount.records.passed.over",
            this,
            meters -> meters.moment.committed.passedOver().getOrDefault(type, 0L))
        .description("Records of other types, with which nothing was done")
        .tags(tags.and("type", type))
        .register(registry);
  }

  void hidden(long offsets, Duration standstill) {
    hidden = new Hidden(offsets, standstill);
  }

  void committed(long nanos, long ageMillis) {
    commits.record(Duration.ofNanos(nanos));
    if (ageMillis >= 0) {
      delays.record(Duration.ofMillis(ageMillis));
    }
  }

  private static long gap(Tally tally) {
    return tally.read() - tally.counted() - tally.setAside() - tally.others();
  }

  private void counter(String name, String description, ToDoubleFunction<Moment> value) {
    FunctionCounter.builder(name, this, meters -> value.applyAsDouble(meters.moment))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<Moment> value) {
    Gauge.builder(name, this, meters -> value.applyAsDouble(meters.moment))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void ofTopic(String name, String description, ToDoubleFunction<Hidden> value) {
    Gauge.builder(name, this, meters -> value.applyAsDouble(meters.hidden))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private Timer timer(String name, String description, Duration... bounds) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(bounds)
        .register(registry);
  }

  private static Duration[] millis(long... bounds) {
    return java.util.Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
