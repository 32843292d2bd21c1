package io.framecount.counter.metrics;

import io.framecount.counter.combine.CombinerEvents;
import io.framecount.counter.merge.Merger;
import java.time.Duration;

/** Watches a run of the counter. Knows no metrics library, so that none need be loaded. */
public interface CountMonitor extends CombinerEvents, AutoCloseable {
  /** Measures nothing. */
  CountMonitor NONE = new CountMonitor() {};

  /** The merger that runs beside the combiner. */
  default void watch(Merger merger) {}

  /** A merger without a combiner is well; called repeatedly. */
  default void merging() {}

  /**
   * Open transactions hide a part of the topic from readers, or no longer do.
   *
   * @param offsets the number of hidden offsets in the whole topic
   * @param standstill how long readers have not advanced; zero if nothing is hidden
   */
  default void hidden(long offsets, Duration standstill) {}

  @Override
  default void close() {}
}
