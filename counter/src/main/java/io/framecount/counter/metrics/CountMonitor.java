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

  /** The merger works alone, without a combiner, and is well; said again and again. */
  default void merging() {}

  /**
   * What transactions that are still open hide from readers of the topic.
   *
   * @param offsets behind them, in the whole topic
   * @param standstill for how long readers have got no further; zero if nothing is hidden
   */
  default void hidden(long offsets, Duration standstill) {}

  @Override
  default void close() {}
}
