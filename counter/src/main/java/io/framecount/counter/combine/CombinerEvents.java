package io.framecount.counter.combine;

import io.framecount.counter.progress.Tally;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Events of a combiner, for metrics; called from its thread. */
public interface CombinerEvents {

  /** A session has its clients and is about to join the group. */
  default void opened(Consumer<?, ?> consumer, Producer<?, ?> producer) {}

  /** The session is over. */
  default void closed() {}

  /** The group has assigned partitions, if only none. */
  default void joined() {}

  /**
   * Records were looked for, and counted if there were any.
   *
   * @param tally frames of this run, committed or not
   * @param committed those of them that are
   * @param lag frames between here and the end of the topic
   * @param windows number of partials since the last commit
   */
  default void round(Tally tally, Tally committed, long lag, int windows) {}

  /**
   * A transaction was committed.
   *
   * @param nanos how long that took
   * @param oldestMillis Kafka's timestamp of the oldest record in it, as epoch milliseconds;
   *     negative if it has none
   */
  default void committed(long nanos, long oldestMillis) {}
}
