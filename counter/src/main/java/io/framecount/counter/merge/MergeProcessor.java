package io.framecount.counter.merge;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.counter.late.LateKey;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.partial.GroupName;
import io.framecount.counter.progress.LostProgress;
import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.window.WindowKey;
import io.framecount.counter.window.WindowRows;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.IntPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Adds each partial to the row of its window and group, and forwards the new row at once; forwards
 * the partial itself where the window's state was dropped.
 */
final class MergeProcessor implements Processor<String, Partial, String, SpecificRecord> {
  /** Name of the node that takes rows. */
  static final String COUNTS = "counts";

  /** Name of the node that takes late partials. */
  static final String LATE = "late";

  private final UniqueCounter users;
  private final MergerPlan plan;
  private final IntPredicate offsetKnown;
  private KeyValueStore<String, Long> groupCounts;
  private ProcessorContext<String, SpecificRecord> context;
  private StateFormat format;
  private WindowStates windows;
  private Cancellable clock;

  MergeProcessor(MergerPlan plan, IntPredicate offsetKnown) {
    this.plan = plan;
    this.offsetKnown = offsetKnown;
    users = plan.method().create();
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    format = new StateFormat(context.getStateStore(CountNames.DUE_STORE));
    DueIndex due = new DueIndex(context.getStateStore(CountNames.DUE_STORE));
    windows =
        new WindowStates(context.getStateStore(CountNames.WINDOW_STORE), due, plan.retention());
    requireOffset(context.taskId().partition());
    if (plan.groupLimit().isPresent()) {
      groupCounts = context.getStateStore(CountNames.GROUP_STORE);
    }
    clock =
        context.schedule(
            RetentionTask.INTERVAL,
            PunctuationType.WALL_CLOCK_TIME,
            new RetentionTask(windows, due, plan.retention(), this::settled));
  }

  /**
   * State is committed together with the offset of what is in it. Without one, Kafka has forgotten
   * it, which may also happen to a process that was cut off for long.
   */
  private void requireOffset(int partition) {
    if (!windows.isEmpty() && !offsetKnown.test(partition)) {
      throw LostProgress.forgotten(
          "partition %d of topic '%s' was merged into topic '%s'"
              .formatted(partition, plan.names().partials(), plan.names().output()));
    }
  }

  @Override
  public void process(Record<String, Partial> record) {
    format.note();
    Partial partial = record.value();
    WindowKey window = new WindowKey(record.key());
    String key = window.ofGroup(partial.getGroup()).text();
    WindowCount before = windows.get(key);
    if (before == null && !admits(record.key())) {
      partial.setGroup(GroupName.OTHER);
      key = window.ofGroup(GroupName.OTHER).text();
      before = windows.get(key);
    }
    if (before != null && WindowStates.isDropped(before)) {
      late(key, record);
      return;
    }
    WindowCount row = add(before, partial);
    windows.put(key, before, row);
    context.forward(record.withKey(key).withValue(shown(row)), COUNTS);
  }

  /** Returns whether one more group of the window gets rows of its own. */
  private boolean admits(String windowKey) {
    return groupCounts == null
        || plan.groupLimit().map(limit -> limit.admit(windowKey, groupCounts)).orElse(true);
  }

  @Override
  public void close() {
    // A task that goes back to its last commit is begun anew, with a clock of its own.
    if (clock != null) {
      clock.cancel();
    }
  }

  private void late(String key, Record<String, Partial> record) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    LateKey lateKey = new LateKey(key, place.partition(), place.offset());
    plan.lateFrames().add(record.value().getFrames(), key);
    context.forward(record.withKey(lateKey.text()), LATE);
  }

  private void settled(String key, WindowCount row) {
    long now = context.currentSystemTimeMs();
    context.forward(new Record<>(key, shown(row), now, new RecordHeaders()), COUNTS);
  }

  /** The store has serialized a row by now; the output may show it without the sketch. */
  private WindowCount shown(WindowCount row) {
    if (!plan.emitSketch()) {
      row.setSketch(null);
    }
    return row;
  }

  private WindowCount add(WindowCount before, Partial partial) {
    users.clear();
    if (before != null) {
      users.merge(before.getSketch());
    }
    users.merge(partial.getUsers());
    return WindowRows.of(
            partial.getWindow(),
            partial.getStart(),
            partial.getEnd(),
            partial.getGroup(),
            partial.getFrames() + (before == null ? 0 : before.getFrames()),
            users.estimate())
        .setRevision(before == null ? 1 : before.getRevision() + 1)
        .setSettled(false)
        .setUpdatedAt(Instant.ofEpochMilli(context.currentSystemTimeMs()))
        .setSketch(ByteBuffer.wrap(users.toBytes()))
        .build();
  }
}
