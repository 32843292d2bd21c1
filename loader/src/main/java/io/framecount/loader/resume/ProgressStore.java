package io.framecount.loader.resume;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.input.Head;
import io.framecount.loader.input.Input;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the progress of loads into one topic, which lies in Kafka as offsets of a consumer group
 * per file. Kafka keeps the offsets of such a group for {@code offsets.retention.minutes} after the
 * last commit, seven days by default.
 */
public final class ProgressStore {
  private final KafkaConnection kafka;
  private final String topic;

  public ProgressStore(KafkaConnection kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  /**
   * Under which partition of the topic the offsets are kept; a load has one position, so always the
   * first.
   */
  public TopicPartition slot() {
    return new TopicPartition(topic, 0);
  }

  /** The name of the consumer group that keeps this input's progress. */
  public String group(Input input) {
    return Fingerprint.group(topic, Head.of(input));
  }

  /** How far the group's load is, or nothing if it was never begun. */
  public Optional<LoadProgress> find(String group) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        kafka.await(
            kafka.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group));
    return Optional.ofNullable(offsets.get(slot())).flatMap(LoadProgress::of);
  }
}
