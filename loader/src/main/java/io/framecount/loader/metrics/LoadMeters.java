package io.framecount.loader.metrics;

import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.convert.Rejection.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** The numbers of the load into one cluster. Written by its thread, read by others. */
final class LoadMeters {
  private static final String PREFIX = "framecount.load.";

  /** Names of fields may come from the data; those beyond are counted in one sum for each kind. */
  private static final int MOST_FIELDS = 200;

  private static final String OTHER_FIELDS = "…";
  private static final Duration[] COMMIT_BOUNDS =
      LongStream.of(10, 25, 50, 100, 250, 500, 1_000, 5_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Tags tags;
  private final Timer commits;
  private final Set<String> reasons = new HashSet<>();
  private final Set<ChangedValue> changed = ConcurrentHashMap.newKeySet();
  private volatile LoadSnapshot moment = LoadSnapshot.NONE;
  private volatile long committedAt = System.nanoTime();
  private volatile long behind = -1;
  private volatile boolean away;
  private volatile boolean ended;

  /**
   * @param inputBytes bytes to load; negative if not known
   */
  LoadMeters(MeterRegistry registry, Tags tags, long inputBytes) {
    this.registry = registry;
    this.tags = tags;
    counter("frames", "Frames delivered and committed", null, meters -> meters.moment.frames());
    counter(
        "dropped",
        "Frames given up because Kafka did not take them in time",
        null,
        meters -> meters.moment.dropped());
    counter(
        "content",
        "JSON that was loaded, decompressed",
        "bytes",
        meters -> meters.moment.contentBytes());
    // From the beginning, so that the first one of each reason is seen to be one more.
    Arrays.stream(Reason.values()).map(Reason::label).forEach(this::rejected);
    gauge(
        "input.read",
        "Taken from the inputs as they lie there",
        "bytes",
        meters -> meters.moment.inputBytes());
    double size = inputBytes < 0 ? Double.NaN : inputBytes;
    gauge("input.size", "What the inputs have; NaN if nobody knows", "bytes", meters -> size);
    gauge(
        "input.ratio",
        "Part of the inputs that was read, 0 to 1; NaN if nobody knows their size",
        null,
        meters -> size == 0 ? 1 : Math.min(1, meters.moment.inputBytes() / size));
    gauge(
        "since.commit",
        "Since all that was taken was committed; NaN once the load is over",
        "seconds",
        LoadMeters::sinceCommit);
    gauge(
        "lag",
        "Records of --from-topic behind those read, in this instance's partitions; NaN for files",
        "records",
        meters -> meters.behind < 0 ? Double.NaN : meters.behind);
    gauge("outage", "1 while Kafka does not answer, else 0", null, meters -> meters.away ? 1 : 0);
    commits =
        Timer.builder(PREFIX + "commit")
            .description("How long a commit takes")
            .tags(tags)
            .serviceLevelObjectives(COMMIT_BOUNDS)
            .register(registry);
  }

  void committed(LoadSnapshot now, long nanos) {
    moment = now;
    committedAt = System.nanoTime();
    now.rejected().keySet().forEach(this::rejected);
    now.changes().keySet().forEach(this::changed);
    if (nanos >= 0) {
      commits.record(Duration.ofNanos(nanos));
    }
  }

  void behind(long records) {
    behind = records;
  }

  void away(boolean now) {
    away = now;
  }

  void ended() {
    ended = true;
  }

  private double sinceCommit() {
    return ended ? Double.NaN : (System.nanoTime() - committedAt) / 1e9;
  }

  private void rejected(String reason) {
    if (reasons.add(reason)) {
      FunctionCounter.builder(
              PREFIX + "rejected",
              this,
              meters -> meters.moment.rejected().getOrDefault(reason, 0L))
          .description("Lines that could not be loaded")
          .tags(tags.and("reason", reason))
          .register(registry);
    }
  }

  /** Fields are known once they are met, so a series begins with the first commit that has it. */
  private void changed(ChangedValue change) {
    if (changed.contains(change.ofField())) {
      return;
    }
    ChangedValue series =
        changed.size() < MOST_FIELDS
            ? change.ofField()
            : new ChangedValue(change.kind(), OTHER_FIELDS, null);
    if (changed.add(series)) {
      FunctionCounter.builder(PREFIX + "changed", this, meters -> meters.seen(series))
          .description("Values that are stored otherwise than their lines say")
          .tags(tags.and("kind", series.kind().label(), "field", series.field()))
          .register(registry);
    }
  }

  private double seen(ChangedValue series) {
    return moment.changes().entrySet().stream()
        .filter(change -> isOf(series, change.getKey().ofField()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private boolean isOf(ChangedValue series, ChangedValue change) {
    return change.equals(series)
        || (series.field().equals(OTHER_FIELDS)
            && series.kind() == change.kind()
            && !changed.contains(change));
  }

  private void counter(
      String name, String description, String unit, ToDoubleFunction<LoadMeters> value) {
    FunctionCounter.builder(PREFIX + name, this, value)
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .register(registry);
  }

  private void gauge(
      String name, String description, String unit, ToDoubleFunction<LoadMeters> value) {
    Gauge.builder(PREFIX + name, this, value)
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .register(registry);
  }
}
