package io.framecount.counter.merge;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.late.LateKey;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.partial.GroupName;
import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.window.WindowKey;
import io.framecount.counter.window.WindowRows;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Adds each increment to the result of its window and group, and passes the new result on at once;
 * passes the increment itself on where the window's state is gone.
 */
final class MergeProcessor implements Processor<String, Partial, String, SpecificRecord> {
  /** Node that takes results. */
  static final String COUNTS = "counts";

  /** Node that takes late increments. */
  static final String LATE = "late";

  private final UniqueCounter users;
  private final MergerPlan plan;
  private final MergedOffsets offsets;
  private GroupCounts groups;
  private ProcessorContext<String, SpecificRecord> context;
  private StateFormat format;
  private WindowStates windows;
  private Cancellable clock;

  MergeProcessor(MergerPlan plan, MergedOffsets offsets) {
    this.plan = plan;
    this.offsets = offsets;
    users = plan.method().create();
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    format = new StateFormat(context.getStateStore(CountNames.AGENDA_STORE));
    DueIndex agenda = new DueIndex(context.getStateStore(CountNames.AGENDA_STORE));
    windows =
        new WindowStates(context.getStateStore(CountNames.WINDOW_STORE), agenda, plan.ageing());
    requireOffset(context.taskId().partition());
    plan.groupLimit()
        .ifPresent(
            limit ->
                groups = new GroupCounts(limit, context.getStateStore(CountNames.GROUP_STORE)));
    clock =
        context.schedule(
            RetentionTask.INTERVAL,
            PunctuationType.WALL_CLOCK_TIME,
            new RetentionTask(windows, agenda, plan.ageing(), this::settled));
  }

  /**
   * State is committed together with the offset of what is in it. Without one, Kafka has forgotten
   * it, which may also happen to a process that was cut off for long.
   */
  private void requireOffset(int partition) {
    if (!windows.isEmpty() && !offsets.known(partition)) {
      throw new CommandFailure(
          "Kafka has forgotten how far partition %d of topic '%s' was merged into topic '%s', and to go on would count twice what is there; count into another --output, or delete all topics and groups of this count and count anew"
              .formatted(partition, plan.names().partials(), plan.names().output()));
    }
  }

  @Override
  public void process(Record<String, Partial> increment) {
    format.note();
    Partial partial = increment.value();
    String key = new WindowKey(increment.key()).ofGroup(partial.getGroup()).text();
    WindowCount before = windows.get(key);
    if (before == null && groups != null && !groups.admit(increment.key())) {
      partial.setGroup(GroupName.OTHER);
      key = new WindowKey(increment.key()).ofGroup(GroupName.OTHER).text();
      before = windows.get(key);
    }
    if (before != null && WindowStates.givenUp(before)) {
      late(key, increment);
      return;
    }
    WindowCount result = add(before, partial);
    windows.put(key, before, result);
    context.forward(increment.withKey(key).withValue(shown(result)), COUNTS);
  }

  @Override
  public void close() {
    // A task that goes back to its last commit is begun anew, with a clock of its own.
    if (clock != null) {
      clock.cancel();
    }
  }

  private void late(String key, Record<String, Partial> increment) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    LateKey lateKey = new LateKey(key, place.partition(), place.offset());
    plan.late().frames().add(increment.value().getFrames(), key);
    context.forward(increment.withKey(lateKey.text()), LATE);
  }

  private void settled(String key, WindowCount result) {
    long now = context.currentSystemTimeMs();
    context.forward(new Record<>(key, shown(result), now, new RecordHeaders()), COUNTS);
  }

  /** The store has made bytes of a result by now; the output may show it without the sketch. */
  private WindowCount shown(WindowCount result) {
    if (!plan.emitSketch()) {
      result.setSketch(null);
    }
    return result;
  }

  private WindowCount add(WindowCount before, Partial increment) {
    users.clear();
    if (before != null) {
      users.merge(before.getSketch());
    }
    users.merge(increment.getUsers());
    return WindowRows.of(
            increment.getWindow(),
            increment.getStart(),
            increment.getEnd(),
            increment.getGroup(),
            increment.getFrames() + (before == null ? 0 : before.getFrames()),
            users.estimate())
        .setRevision(before == null ? 1 : before.getRevision() + 1)
        .setSettled(false)
        .setUpdatedAt(Instant.ofEpochMilli(context.currentSystemTimeMs()))
        .setSketch(ByteBuffer.wrap(users.toBytes()))
        .build();
  }
}
