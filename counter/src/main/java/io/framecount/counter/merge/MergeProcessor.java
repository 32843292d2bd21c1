package io.framecount.counter.merge;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.counter.unique.Estimate;
import io.framecount.counter.unique.UniqueCounter;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Adds each increment to the result of its window, and passes the new result on at once. The state
 * of a window is its last result, with the sketch.
 */
final class MergeProcessor implements Processor<String, Partial, String, WindowCount> {
  static final String STORE = "windows";

  private final UniqueCounter users;
  private final MergerPlan plan;
  private GroupedKeys groupedKeys;
  private ProcessorContext<String, WindowCount> context;
  private KeyValueStore<String, WindowCount> windows;

  MergeProcessor(MergerPlan plan) {
    this.plan = plan;
    users = plan.method().create();
  }

  @Override
  public void init(ProcessorContext<String, WindowCount> processorContext) {
    context = processorContext;
    windows = processorContext.getStateStore(STORE);
    plan.groupLimit()
        .ifPresent(
            limit ->
                groupedKeys =
                    new GroupedKeys(
                        limit, windows, processorContext.getStateStore(GroupedKeys.STORE)));
  }

  @Override
  public void process(Record<String, Partial> increment) {
    String key =
        groupedKeys == null ? increment.key() : groupedKeys.key(increment.key(), increment.value());
    WindowCount result = add(windows.get(key), increment.value());
    windows.put(key, result);
    if (!plan.emitSketch()) {
      // The store has made bytes of the result by now; the output shows it without the sketch.
      result.setSketch(null);
    }
    context.forward(increment.withKey(key).withValue(result));
  }

  private WindowCount add(WindowCount before, Partial increment) {
    users.clear();
    if (before != null) {
      users.merge(before.getSketch());
    }
    users.merge(increment.getUsers());
    Estimate estimate = users.estimate();
    return WindowCount.newBuilder()
        .setWindow(increment.getWindow())
        .setStart(increment.getStart())
        .setEnd(increment.getEnd())
        .setGroup(increment.getGroup())
        .setFrames(increment.getFrames() + (before == null ? 0 : before.getFrames()))
        .setUniqueUsers(estimate.count())
        .setExact(estimate.exact())
        .setLowerBound(estimate.lower())
        .setUpperBound(estimate.upper())
        .setRevision(before == null ? 1 : before.getRevision() + 1)
        .setSettled(false)
        .setUpdatedAt(Instant.ofEpochMilli(context.currentSystemTimeMs()))
        .setSketch(ByteBuffer.wrap(users.toBytes()))
        .build();
  }
}
