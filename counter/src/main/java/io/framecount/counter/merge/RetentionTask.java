package io.framecount.counter.merge;

import io.framecount.WindowCount;
import io.framecount.counter.merge.DueIndex.Task;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.Punctuator;

/**
 * Settles windows and gives up old state by the clock. After a replay a year of minutes is due at
 * once: so it works in small portions, between which increments are merged and results committed.
 */
final class RetentionTask implements Punctuator {
  static final Duration INTERVAL = Duration.ofMillis(500);

  private static final long PORTION_NANOS = 150_000_000;

  private final WindowStates windows;
  private final DueIndex agenda;
  private final Retention ageing;
  private final BiConsumer<String, WindowCount> settled;

  /**
   * @param settled takes results that are settled now, and their keys
   */
  RetentionTask(
      WindowStates windows,
      DueIndex agenda,
      Retention ageing,
      BiConsumer<String, WindowCount> settled) {
    this.windows = windows;
    this.agenda = agenda;
    this.ageing = ageing;
    this.settled = settled;
  }

  @Override
  public void punctuate(long now) {
    long start = System.nanoTime();
    BooleanSupplier goOn = () -> System.nanoTime() - start < PORTION_NANOS;
    agenda.take(Task.SETTLE, now, goOn, key -> settle(key, now));
    ageing
        .hold()
        .ifPresent(
            hold -> {
              long last = now - hold.toMillis();
              agenda.take(Task.GIVE_UP, last, goOn, key -> windows.giveUp(key, last));
            });
  }

  private void settle(String key, long now) {
    WindowCount result = windows.settle(key, now);
    if (result != null) {
      settled.accept(key, result);
    }
  }
}
