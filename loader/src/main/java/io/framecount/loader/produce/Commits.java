package io.framecount.loader.produce;

import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Saves progress with the records, as the guarantee has it. Used by one thread. */
final class Commits {
  private final BiConsumer<String, Map<TopicPartition, OffsetAndMetadata>> store;
  private final Guarantee guarantee;
  private final boolean mayDrop;
  private final Runnable heard;
  private boolean inTransaction;

  /**
   * @param store saves the offsets of a consumer group outside a transaction
   * @param mayDrop whether records may be lost in the end, and then progress may be, too
   * @param heard is run at each answer of Kafka but the last: the progress of each group takes one
   */
  Commits(
      BiConsumer<String, Map<TopicPartition, OffsetAndMetadata>> store,
      Guarantee guarantee,
      boolean mayDrop,
      Runnable heard) {
    this.store = store;
    this.heard = heard;
    this.guarantee = guarantee;
    this.mayDrop = mayDrop;
  }

  /** Returns whether what is sent is lost if it is not committed in time. */
  boolean transactional() {
    return guarantee == Guarantee.EXACTLY_ONCE;
  }

  /** Prepares a new client, and ends what an earlier one of the same identity left open. */
  void begin(Producer<byte[], byte[]> producer) {
    inTransaction = false;
    if (guarantee == Guarantee.EXACTLY_ONCE) {
      producer.initTransactions();
    }
  }

  /** Call before each record. */
  void beforeSend(Producer<byte[], byte[]> producer) {
    if (guarantee == Guarantee.EXACTLY_ONCE && !inTransaction) {
      producer.beginTransaction();
      inTransaction = true;
    }
  }

  /**
   * Waits until all that was sent has arrived or failed, and saves the progress.
   *
   * @param progress per load, named by its consumer group, the offset to keep
   * @param objection throws if the transaction must not be committed; asked when the progress lies
   *     in it
   */
  void commit(
      Producer<byte[], byte[]> producer,
      TopicPartition where,
      Map<String, OffsetAndMetadata> progress,
      Runnable objection,
      Runnable throwFailure) {
    if (guarantee != Guarantee.EXACTLY_ONCE) {
      producer.flush();
      throwFailure.run();
      if (guarantee == Guarantee.AT_LEAST_ONCE) {
        progress.forEach((group, offset) -> store(group, where, offset));
      }
    } else if (inTransaction || !progress.isEmpty()) {
      beforeSend(producer);
      progress.forEach(
          (group, offset) -> {
            producer.sendOffsetsToTransaction(Map.of(where, offset), memberless(group));
            heard.run();
          });
      objection.run();
      producer.commitTransaction();
      inTransaction = false;
      throwFailure.run();
    }
  }

  /**
   * Returns the metadata of a group that nobody joins and that only keeps an offset.
   *
   * <p>Kafka wants to hide this constructor one day: then only a consumer can make it, and opening
   * a consumer takes as long as the commit itself.
   */
  @SuppressWarnings({"deprecation", "removal"})
  private static ConsumerGroupMetadata memberless(String group) {
    return new ConsumerGroupMetadata(group);
  }

  /**
   * Saves progress apart from the frames, which are in Kafka by now, so trying again is enough.
   * Where frames may be dropped, progress may be, too; the next commit carries it.
   */
  private void store(String group, TopicPartition where, OffsetAndMetadata offset) {
    boolean again = true;
    while (again) {
      try {
        store.accept(group, Map.of(where, offset));
        heard.run();
        again = false;
      } catch (KafkaException e) {
        if (!KafkaAway.passes(e)) {
          throw e;
        }
        again = !mayDrop;
      }
    }
  }
}
