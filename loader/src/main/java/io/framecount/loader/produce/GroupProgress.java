package io.framecount.loader.produce;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets of one consumer group, to be saved with the records before them.
 *
 * @param group names the group, and the member that saves if the group has members
 * @param apart saves the offsets outside a transaction; null for a group without members, whose
 *     offsets anyone may set
 */
public record GroupProgress(
    ConsumerGroupMetadata group, Map<TopicPartition, OffsetAndMetadata> offsets, Runnable apart) {
  /** The progress of a group that nobody joins and that only keeps an offset. */
  public static GroupProgress memberless(
      String group, TopicPartition where, OffsetAndMetadata offset) {
    return new GroupProgress(metadata(group), Map.of(where, offset), null);
  }

  /**
   * Kafka wants to hide this constructor one day: then only a consumer can make the metadata, and
   * opening a consumer takes as long as the commit itself.
   */
  @SuppressWarnings({"deprecation", "removal"})
  private static ConsumerGroupMetadata metadata(String group) {
    return new ConsumerGroupMetadata(group);
  }
}
