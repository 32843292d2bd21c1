package io.framecount.counter.merge;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.counter.combine.GroupName;
import io.framecount.counter.unique.Estimate;
import io.framecount.counter.unique.UniqueCounter;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Adds each increment to the result of its window and group, and passes the new result on at once.
 * The state is the last result, with the sketch.
 */
final class MergeProcessor implements Processor<String, Partial, String, WindowCount> {
  static final String STORE = "windows";

  private final UniqueCounter users;
  private final MergerPlan plan;
  private GroupCounts groups;
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
                groups = new GroupCounts(limit, processorContext.getStateStore(GroupCounts.STORE)));
  }

  @Override
  public void process(Record<String, Partial> increment) {
    Partial partial = increment.value();
    String key = key(increment.key(), partial.getGroup());
    WindowCount before = windows.get(key);
    if (before == null && groups != null && !groups.admit(increment.key())) {
      partial.setGroup(GroupName.OTHER);
      key = key(increment.key(), GroupName.OTHER);
      before = windows.get(key);
    }
    WindowCount result = add(before, partial);
    windows.put(key, result);
    if (!plan.emitSketch()) {
      // The store has made bytes of the result by now; the output shows it without the sketch.
      result.setSketch(null);
    }
    context.forward(increment.withKey(key).withValue(result));
  }

  /** The key of a result; that of an increment names only the window. */
  private static String key(String windowKey, String group) {
    return group == null ? windowKey : windowKey + "/" + group;
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
