package io.framecount.common.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The first and last offsets of topics. */
public final class TopicOffsets {
  private final KafkaConnection kafka;

  TopicOffsets(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** Returns the offset of the oldest record of each partition of a topic. */
  public Map<TopicPartition, Long> first(String topic) {
    return list(partitions(topic), OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /**
   * Returns the offset after the newest record of each partition of a topic, including those of
   * open transactions. A reader of committed records up to here has seen everything committed
   * before the question; the committed end would not do, because Kafka answers a commit before it
   * writes the markers.
   */
  public Map<TopicPartition, Long> end(String topic) {
    return list(partitions(topic), OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** Returns the ends of a topic that was just described. */
  Map<TopicPartition, Long> end(TopicDescription topic) {
    return list(partitions(topic), OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** Returns, for each partition, the offset up to which committed records are readable now. */
  public Map<TopicPartition, Long> committedEnd(String topic) {
    return list(partitions(topic), OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  /** Returns the committed ends of some partitions. */
  Map<TopicPartition, Long> committedEnd(Collection<TopicPartition> partitions) {
    return list(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  private Collection<TopicPartition> partitions(String topic) {
    return partitions(kafka.topics().require(topic));
  }

  private static Collection<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
        .toList();
  }

  private Map<TopicPartition, Long> list(
      Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> question =
        partitions.stream().collect(Collectors.toMap(Function.identity(), p -> spec));
    var options = new ListOffsetsOptions(isolation);
    return kafka.await(kafka.admin().listOffsets(question, options).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, answer -> answer.getValue().offset()));
  }
}
