package io.framecount.counter.merge;

import io.framecount.WindowCount;
import io.framecount.counter.merge.DueIndex.Task;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.Punctuator;

/**
 * Settles windows and drops old state by the clock. After a replay a year of minutes is due at
 * once: so it works in small portions, between which partials are merged and rows committed.
 */
final class RetentionTask implements Punctuator {
  static final Duration INTERVAL = Duration.ofMillis(500);

  private static final long PORTION_NANOS = 150_000_000;

  private final WindowStates windows;
  private final DueIndex due;
  private final Retention retention;
  private final BiConsumer<String, WindowCount> settled;

  /**
   * @param settled takes rows that are settled now, and their keys
   */
  RetentionTask(
      WindowStates windows,
      DueIndex due,
      Retention retention,
      BiConsumer<String, WindowCount> settled) {
    this.windows = windows;
    this.due = due;
    this.retention = retention;
    this.settled = settled;
  }

  @Override
  public void punctuate(long now) {
    long start = System.nanoTime();
    BooleanSupplier goOn = () -> System.nanoTime() - start < PORTION_NANOS;
    due.take(Task.SETTLE, now, goOn, key -> settle(key, now));
    retention
        .hold()
        .ifPresent(
            hold -> {
              long last = now - hold.toMillis();
              due.take(Task.DROP, last, goOn, key -> windows.drop(key, last));
            });
  }

  private void settle(String key, long now) {
    WindowCount row = windows.settle(key, now);
    if (row != null) {
      settled.accept(key, row);
    }
  }
}
