package io.framecount.counter.combine;

import io.framecount.common.kafka.KafkaConnection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far all combiners of a group are together, as committed.
 *
 * @param offsets by partition, of the next frame to be counted
 * @param tallies by partition, frames since the beginning; of partitions whose offset was set by
 *     another program, since then
 */
public record GroupProgress(Map<TopicPartition, Long> offsets, Map<TopicPartition, Tally> tallies) {

  /**
   * Asks Kafka; waits for transactions that are being decided.
   *
   * @param topic what the group reads
   */
  public static GroupProgress of(KafkaConnection kafka, String group, String topic) {
    Map<TopicPartition, OffsetAndMetadata> committed = StableOffsets.of(kafka, group, topic);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<TopicPartition, Tally> tallies = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          offsets.put(partition, offset.offset());
          tallies.put(partition, Tally.ofMetadata(offset.metadata()).orElse(Tally.NONE));
        });
    return new GroupProgress(offsets, tallies);
  }

  /** Frames of all partitions together. */
  public Tally tally() {
    return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
  }

  /** Whether all up to these offsets is counted. */
  public boolean reached(Map<TopicPartition, Long> targets) {
    return targets.entrySet().stream()
        .allMatch(target -> offsets.getOrDefault(target.getKey(), -1L) >= target.getValue());
  }
}
