package io.framecount.loader.resume;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.input.Head;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
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

  /** The name of the consumer group that keeps the progress of an input with this head. */
  public String group(Head head) {
    return Fingerprint.group(topic, head);
  }

  /** How far an input with this head is loaded, or nothing if that was never begun. */
  public Optional<LoadProgress> find(Head head) {
    Optional<LoadProgress> progress = stored(group(head));
    return progress.isPresent() || head.isShort() ? progress : whenShort(head);
  }

  private Optional<LoadProgress> whenShort(Head head) {
    // Another input may begin with the same line, so it must be proved to be this one.
    return stored(Fingerprint.groupWhenShort(topic, head))
        .filter(progress -> head.covers(progress.checkpoint()));
  }

  private Optional<LoadProgress> stored(String group) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        kafka.await(
            kafka
                .admin()
                .listConsumerGroupOffsets(
                    group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(group));
    return Optional.ofNullable(offsets.get(slot())).flatMap(LoadProgress::of);
  }
}
