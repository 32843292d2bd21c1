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

/** Reads what consumer groups that nobody joins keep for one partition. */
final class OffsetReader {
  private final KafkaConnection kafka;
  private final TopicPartition slot;

  OffsetReader(KafkaConnection kafka, TopicPartition slot) {
    this.kafka = kafka;
    this.slot = slot;
  }

  /**
   * By group; those that keep nothing are left out.
   *
   * @param stable whether to wait for transactions that are about to change it
   */
  Map<String, OffsetAndMetadata> of(Collection<String> groups, boolean stable) {
    if (groups.isEmpty()) {
      return Map.of();
    }
    Map<String, OffsetAndMetadata> kept = new HashMap<>();
    if (stable) {
      GroupOffsets.stable(kafka, groups, List.of(slot), TopicEnd.PATIENCE)
          .forEach((group, offsets) -> kept.put(group, offsets.get(slot)));
    } else {
      ask(groups).forEach((group, offsets) -> kept.put(group, offsets.get(slot)));
    }
    kept.values().removeIf(offset -> offset == null);
    return kept;
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> ask(Collection<String> groups) {
    ListConsumerGroupOffsetsSpec here =
        new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(slot));
    Map<String, ListConsumerGroupOffsetsSpec> question =
        groups.stream().collect(toMap(Function.identity(), group -> here));
    return kafka.await(kafka.admin().listConsumerGroupOffsets(question).all());
  }
}
