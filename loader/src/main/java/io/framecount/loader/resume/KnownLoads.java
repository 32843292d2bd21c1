package io.framecount.loader.resume;

import io.framecount.common.kafka.KafkaConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Finds all loads whose progress a cluster still remembers. */
public final class KnownLoads {
  private final KafkaConnection kafka;

  public KnownLoads(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /**
   * A load that the cluster remembers.
   *
   * @param group the consumer group that keeps its progress
   */
  public record KnownLoad(String topic, String group, LoadProgress progress) {}

  /**
   * The loads into a topic, by file name.
   *
   * @param topic null for all topics
   */
  public List<KnownLoad> of(String topic) {
    return offsets(groups(kafka)).entrySet().stream()
        .flatMap(group -> loads(group.getKey(), group.getValue()))
        .filter(load -> topic == null || load.topic().equals(topic))
        .sorted(
            Comparator.comparing(KnownLoad::topic)
                .thenComparing(load -> load.progress().file())
                .thenComparing(KnownLoad::group))
        .toList();
  }

  /** All groups that keep progress of any topic. */
  static List<String> groups(KafkaConnection kafka) {
    ListGroupsOptions options = ListGroupsOptions.forConsumerGroups();
    return kafka.await(kafka.admin().listGroups(options).all()).stream()
        .map(GroupListing::groupId)
        .filter(Fingerprint::isProgress)
        .toList();
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets(List<String> groups) {
    if (groups.isEmpty()) {
      return Map.of();
    }
    Map<String, ListConsumerGroupOffsetsSpec> question =
        groups.stream()
            .collect(
                Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
    return kafka.await(kafka.admin().listConsumerGroupOffsets(question).all());
  }

  private static Stream<KnownLoad> loads(
      String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
    return offsets.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .flatMap(
            entry ->
                LoadProgress.of(entry.getValue()).stream()
                    .map(saved -> new KnownLoad(entry.getKey().topic(), group, saved.progress())));
  }
}
