package io.framecount.counter.combine;

import io.framecount.common.kafka.KafkaConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far all combiners of a group are together, as committed.
 *
 * @param offsets by partition, of the next frame to be counted
 * @param tally frames since the beginning; of partitions whose offset was set by another program,
 *     since then
 */
public record GroupProgress(Map<TopicPartition, Long> offsets, Tally tally) {

  /** Asks Kafka; waits for transactions that are being decided. */
  public static GroupProgress of(KafkaConnection kafka, String group) {
    var options = new ListConsumerGroupOffsetsOptions().requireStable(true);
    Map<TopicPartition, OffsetAndMetadata> committed =
        kafka.await(
            kafka.admin().listConsumerGroupOffsets(group, options).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> offsets = new HashMap<>();
    committed.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    Tally tally =
        committed.values().stream()
            .filter(Objects::nonNull)
            .map(offset -> Tally.ofMetadata(offset.metadata()).orElse(Tally.NONE))
            .reduce(Tally.NONE, Tally::plus);
    return new GroupProgress(offsets, tally);
  }

  /** Whether all up to these offsets is counted. */
  public boolean reached(Map<TopicPartition, Long> targets) {
    return targets.entrySet().stream()
        .allMatch(target -> offsets.getOrDefault(target.getKey(), -1L) >= target.getValue());
  }
}
