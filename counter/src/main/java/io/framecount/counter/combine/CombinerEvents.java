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

  /** The group has assigned partitions, possibly none. */
  default void joined() {}

  /**
   * The combiner has polled, and counted the records that came.
   *
   * @param tally frames of this run, committed or not
   * @param committed frames of this run that are committed
   * @param lag frames between the position and the end of the topic
   * @param windows number of partials since the last commit
   */
  default void round(Tally tally, Tally committed, long lag, int windows) {}

  /**
   * A transaction was committed.
   *
   * @param nanos duration of the commit
   * @param oldestMillis Kafka's timestamp of the oldest record in the transaction, in epoch
   *     milliseconds; negative if there is none
   */
  default void committed(long nanos, long oldestMillis) {}
}
