package io.framecount.common.kafka;

import io.framecount.common.cli.CommandFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Committed offsets of consumer groups. Kafka's client answers null for a partition that was never
 * committed, and leaves out one whose offset a transaction is about to change, if it is asked for
 * stable offsets.
 */
public final class GroupOffsets {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private GroupOffsets() {}

  /**
   * Returns the offsets of a group.
   *
   * @param patience how long to wait for a transaction that is about to change them
   */
  public static Map<TopicPartition, OffsetAndMetadata> stable(
      KafkaConnection kafka,
      String group,
      Collection<TopicPartition> partitions,
      Duration patience) {
    return stable(kafka, List.of(group), partitions, patience).get(group);
  }

  /** Returns the offsets of many groups at once. */
  public static Map<String, Map<TopicPartition, OffsetAndMetadata>> stable(
      KafkaConnection kafka,
      Collection<String> groups,
      Collection<TopicPartition> partitions,
      Duration patience) {
    Questions questions = new Questions(kafka, groups, partitions);
    if (!Wait.until(patience, PAUSE, questions::ask)) {
      throw new CommandFailure(
          "a transaction that moves the offsets of group %s has been open for more than %d s; try again when it has ended"
              .formatted(questions.open.first(), patience.toSeconds()));
    }
    return questions.stable;
  }

  /** Asks again about those groups whose offsets were not stable at the last look. */
  private static final class Questions {
    private final KafkaConnection kafka;
    private final Collection<TopicPartition> partitions;
    private final SortedSet<String> open;
    private final Map<String, Map<TopicPartition, OffsetAndMetadata>> stable = new HashMap<>();

    Questions(
        KafkaConnection kafka, Collection<String> groups, Collection<TopicPartition> partitions) {
      this.kafka = kafka;
      this.partitions = partitions;
      open = new TreeSet<>(groups);
    }

    /** Returns whether the offsets of all groups are known now. */
    boolean ask() {
      if (!open.isEmpty()) {
        GroupOffsets.ask(kafka, open, partitions).forEach(this::take);
      }
      return open.isEmpty();
    }

    private void take(String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
      if (offsets.keySet().containsAll(partitions)) {
        stable.put(group, known(offsets));
        open.remove(group);
      }
    }
  }

  /**
   * Returns the offsets that a group has now, without waiting for a transaction that may be about
   * to change them.
   */
  public static Map<TopicPartition, OffsetAndMetadata> latest(KafkaConnection kafka, String group) {
    return known(
        kafka.await(kafka.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
  }

  /** Returns the offsets of a group that no transaction is about to change. */
  public static Map<TopicPartition, OffsetAndMetadata> settled(
      KafkaConnection kafka, String group) {
    var options = new ListConsumerGroupOffsetsOptions().requireStable(true);
    return known(
        kafka.await(
            kafka
                .admin()
                .listConsumerGroupOffsets(group, options)
                .partitionsToOffsetAndMetadata()));
  }

  /**
   * Returns whether a group has no offset of a partition; not if a transaction is about to set one.
   */
  public static boolean isForgotten(KafkaConnection kafka, String group, TopicPartition partition) {
    Map<TopicPartition, OffsetAndMetadata> answer =
        ask(kafka, List.of(group), List.of(partition)).get(group);
    return answer.containsKey(partition) && answer.get(partition) == null;
  }

  private static Map<TopicPartition, OffsetAndMetadata> known(
      Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>(offsets);
    known.values().removeIf(Objects::isNull);
    return known;
  }

  private static Map<String, Map<TopicPartition, OffsetAndMetadata>> ask(
      KafkaConnection kafka, Collection<String> groups, Collection<TopicPartition> partitions) {
    var these = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
    var options = new ListConsumerGroupOffsetsOptions().requireStable(true);
    return kafka.await(
        kafka
            .admin()
            .listConsumerGroupOffsets(
                groups.stream().collect(Collectors.toMap(Function.identity(), group -> these)),
                options)
            .all());
  }
}
