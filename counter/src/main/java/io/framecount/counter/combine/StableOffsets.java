package io.framecount.counter.combine;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A group's committed offsets, none of which a transaction is about to change. */
final class StableOffsets {
  /** Longer than a killed member's transaction can stay open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long PAUSE_NANOS = 20_000_000;

  private StableOffsets() {}

  /** The offsets that there are. */
  static Map<TopicPartition, OffsetAndMetadata> of(
      KafkaConnection kafka, String group, String topic) {
    Collection<TopicPartition> partitions = kafka.offsets().first(topic).keySet();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<TopicPartition, OffsetAndMetadata> answer = ask(kafka, group, partitions);
    // The client leaves out what is not stable, and answers null for what was never committed.
    while (!answer.keySet().containsAll(partitions)) {
      if (System.nanoTime() - deadline > 0) {
        throw new CommandFailure(
            "a transaction of group %s stays open for more than %d s; try again later"
                .formatted(group, PATIENCE.toSeconds()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      answer = ask(kafka, group, partitions);
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(answer);
    offsets.values().removeIf(Objects::isNull);
    return offsets;
  }

  private static Map<TopicPartition, OffsetAndMetadata> ask(
      KafkaConnection kafka, String group, Collection<TopicPartition> partitions) {
    var which = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
    var options = new ListConsumerGroupOffsetsOptions().requireStable(true);
    return kafka.await(
        kafka
            .admin()
            .listConsumerGroupOffsets(Map.of(group, which), options)
            .partitionsToOffsetAndMetadata(group));
  }
}
