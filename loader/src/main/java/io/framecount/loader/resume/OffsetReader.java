package io.framecount.loader.resume;

import static java.util.stream.Collectors.toMap;

import io.framecount.common.kafka.GroupOffsets;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Reads the offsets of one partition that consumer groups without members keep. */
@FunctionalInterface
public interface OffsetReader {
  /**
   * Returns the offsets by group; groups that keep none are left out.
   *
   * @param stable whether to wait for transactions that are about to change an offset
   */
  Map<String, OffsetAndMetadata> of(Collection<String> groups, boolean stable);

  /** Reads them from Kafka, which is asked only if there are groups to ask for. */
  static OffsetReader in(KafkaConnection kafka, TopicPartition slot) {
    return (groups, stable) -> {
      if (groups.isEmpty()) {
        return Map.of();
      }
      Map<String, OffsetAndMetadata> kept = new HashMap<>();
      (stable
              ? GroupOffsets.stable(kafka, groups, List.of(slot), TopicEnd.PATIENCE)
              : ask(kafka, slot, groups))
          .forEach((group, offsets) -> kept.put(group, offsets.get(slot)));
      kept.values().removeIf(offset -> offset == null);
      return kept;
    };
  }

  private static Map<String, Map<TopicPartition, OffsetAndMetadata>> ask(
      KafkaConnection kafka, TopicPartition slot, Collection<String> groups) {
    ListConsumerGroupOffsetsSpec here =
        new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(slot));
    Map<String, ListConsumerGroupOffsetsSpec> question =
        groups.stream().collect(toMap(Function.identity(), group -> here));
    return kafka.await(kafka.admin().listConsumerGroupOffsets(question).all());
  }
}
