package io.framecount.loader.produce;

import io.framecount.common.kafka.KafkaConnection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Saves progress with the records, as the guarantee has it. Used by one thread. */
final class Commits {
  private final KafkaConnection kafka;
  private final Guarantee guarantee;
  private final boolean mayDrop;
  private final Runnable heard;
  private boolean inTransaction;

  /**
   * @param mayDrop whether records may be lost in the end, and then progress may be, too
   * @param heard is run at each answer of Kafka but the last: the progress of each group takes one
   */
  Commits(KafkaConnection kafka, Guarantee guarantee, boolean mayDrop, Runnable heard) {
    this.kafka = kafka;
    this.heard = heard;
    this.guarantee = guarantee;
    this.mayDrop = mayDrop;
  }

  /** Returns whether what is sent is lost if it is not committed in time. */
  boolean transactional() {
    return guarantee == Guarantee.EXACTLY_ONCE;
  }

  /** Prepares a new client, and ends what an earlier one of the same identity left open. */
  void begin(KafkaProducer<byte[], byte[]> producer) {
    inTransaction = false;
    if (guarantee == Guarantee.EXACTLY_ONCE) {
      producer.initTransactions();
    }
  }

  /** Call before each record. */
  void beforeSend(KafkaProducer<byte[], byte[]> producer) {
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
      KafkaProducer<byte[], byte[]> producer,
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
            producer.sendOffsetsToTransaction(
                Map.of(where, offset), MemberlessGroup.metadata(group));
            heard.run();
          });
      objection.run();
      producer.commitTransaction();
      inTransaction = false;
      throwFailure.run();
    }
  }

  /**
   * Saves progress apart from the frames, which are in Kafka by now: trying again is enough. Where
   * frames may be dropped, so may be progress; the next commit carries it.
   */
  private void store(String group, TopicPartition where, OffsetAndMetadata offset) {
    boolean again = true;
    while (again) {
      try {
        kafka.await(kafka.admin().alterConsumerGroupOffsets(group, Map.of(where, offset)).all());
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
