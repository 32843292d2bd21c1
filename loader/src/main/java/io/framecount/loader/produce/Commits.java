package io.framecount.loader.produce;

import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
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
   * @param progress the offsets to keep, by group
   * @param objection throws if the transaction must not be committed; asked when the progress lies
   *     in it
   */
  void commit(
      Producer<byte[], byte[]> producer,
      Collection<GroupProgress> progress,
      Runnable objection,
      Runnable throwFailure) {
    if (guarantee != Guarantee.EXACTLY_ONCE) {
      producer.flush();
      throwFailure.run();
      if (guarantee == Guarantee.AT_LEAST_ONCE) {
        progress.forEach(this::store);
      }
    } else if (inTransaction || !progress.isEmpty()) {
      beforeSend(producer);
      progress.forEach(
          each -> {
            producer.sendOffsetsToTransaction(each.offsets(), each.group());
            heard.run();
          });
      objection.run();
      producer.commitTransaction();
      inTransaction = false;
      throwFailure.run();
    }
  }

  /**
   * Saves progress apart from the frames, which are in Kafka by now, so trying again is enough.
   * Where frames may be dropped, progress may be, too; the next commit carries it. A member of a
   * group does not try again: the group may have given its partitions away.
   */
  private void store(GroupProgress progress) {
    if (progress.apart() != null) {
      progress.apart().run();
      heard.run();
      return;
    }
    boolean again = true;
    while (again) {
      try {
        store.accept(progress.group().groupId(), progress.offsets());
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
