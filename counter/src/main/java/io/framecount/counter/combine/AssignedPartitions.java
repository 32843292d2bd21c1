package io.framecount.counter.combine;

import io.framecount.counter.progress.SettingsNote;
import io.framecount.counter.progress.Tally;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** The accounts of the partitions that this combiner has. */
final class AssignedPartitions {
  private final SettingsNote settings;
  private final Map<TopicPartition, PartitionProgress> accounts = new HashMap<>();

  /**
   * @param settings committed with each account
   */
  AssignedPartitions(SettingsNote settings) {
    this.settings = settings;
  }

  PartitionProgress account(TopicPartition partition) {
    return accounts.get(partition);
  }

  /**
   * Opens or renews an account.
   *
   * @param committed null if nothing is
   * @param topic id of the topic
   */
  void open(TopicPartition partition, OffsetAndMetadata committed, Uuid topic) {
    accounts.put(partition, PartitionProgress.of(committed, topic));
  }

  void close(Collection<TopicPartition> partitions) {
    accounts.keySet().removeAll(partitions);
  }

  void advance(Map<TopicPartition, OffsetAndMetadata> nextOffsets) {
    nextOffsets.forEach((partition, offset) -> accounts.get(partition).advance(offset));
  }

  boolean moved() {
    return accounts.values().stream().anyMatch(PartitionProgress::moved);
  }

  /** Frames since the last commit. */
  Tally fresh() {
    return accounts.values().stream().map(PartitionProgress::fresh).reduce(Tally.NONE, Tally::plus);
  }

  /** Returns the offsets to commit. */
  Map<TopicPartition, OffsetAndMetadata> offsets() {
    return offsets(PartitionProgress::moved);
  }

  /** The same, and again what is committed already. */
  Map<TopicPartition, OffsetAndMetadata> allOffsets() {
    return offsets(account -> account.position() >= 0);
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(Predicate<PartitionProgress> wanted) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    accounts.forEach(
        (partition, account) -> {
          if (wanted.test(account)) {
            offsets.put(partition, account.toCommit(settings));
          }
        });
    return offsets;
  }

  /** Says that these offsets are committed. */
  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // Each has the id of its topic.
    offsets.forEach((partition, offset) -> open(partition, offset, Uuid.ZERO_UUID));
  }

  /**
   * Returns whether each of these partitions is either not ours or counted up to the given offset.
   */
  boolean reached(Map<TopicPartition, Long> targets) {
    return accounts.entrySet().stream()
        .allMatch(e -> e.getValue().position() >= targets.getOrDefault(e.getKey(), Long.MIN_VALUE));
  }
}
