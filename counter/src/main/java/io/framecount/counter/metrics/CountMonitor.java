package io.framecount.counter.metrics;

import io.framecount.counter.combine.CombinerEvents;
import io.framecount.counter.merge.Merger;
import io.framecount.counter.progress.Tally;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

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

  /** Passes each event on to several monitors, and closes them in reverse order. */
  record All(List<CountMonitor> all) implements CountMonitor {
    @Override
    public void watch(Merger merger) {
      all.forEach(each -> each.watch(merger));
    }

    @Override
    public void merging() {
      all.forEach(CountMonitor::merging);
    }

    @Override
    public void opened(Consumer<?, ?> consumer, Producer<?, ?> producer) {
      all.forEach(each -> each.opened(consumer, producer));
    }

    @Override
    public void closed() {
      all.forEach(CountMonitor::closed);
    }

    @Override
    public void joined() {
      all.forEach(CountMonitor::joined);
    }

    @Override
    public void round(Tally tally, Tally committed, long lag, int windows) {
      all.forEach(each -> each.round(tally, committed, lag, windows));
    }

    @Override
    public void committed(long nanos, long oldestMillis) {
      all.forEach(each -> each.committed(nanos, oldestMillis));
    }

    @Override
    public void hidden(long offsets, Duration standstill) {
      all.forEach(each -> each.hidden(offsets, standstill));
    }

    @Override
    public void close() {
      for (int i = all.size() - 1; i >= 0; i--) {
        all.get(i).close();
      }
    }
  }
}
