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

/** The progress of the partitions that are assigned to this combiner. Not thread-safe. */
final class AssignedPartitions {
  private final SettingsNote settings;
  private final Map<TopicPartition, PartitionProgress> progress = new HashMap<>();

  /**
   * @param settings committed with each offset
   */
  AssignedPartitions(SettingsNote settings) {
    this.settings = settings;
  }

  PartitionProgress of(TopicPartition partition) {
    return progress.get(partition);
  }

  /**
   * Starts a partition, or continues it after a commit.
   *
   * @param committed the committed offset, or null
   * @param topic the id of the topic
   */
  void open(TopicPartition partition, OffsetAndMetadata committed, Uuid topic) {
    progress.put(partition, PartitionProgress.of(committed, topic));
  }

  void close(Collection<TopicPartition> partitions) {
    progress.keySet().removeAll(partitions);
  }

  void advance(Map<TopicPartition, OffsetAndMetadata> nextOffsets) {
    nextOffsets.forEach((partition, offset) -> progress.get(partition).advance(offset));
  }

  boolean moved() {
    return progress.values().stream().anyMatch(PartitionProgress::moved);
  }

  /** Frames since the last commit. */
  Tally fresh() {
    return progress.values().stream().map(PartitionProgress::fresh).reduce(Tally.NONE, Tally::plus);
  }

  /** Returns the offsets to commit. */
  Map<TopicPartition, OffsetAndMetadata> offsets() {
    return offsets(PartitionProgress::moved);
  }

  /** Returns all offsets, including those that are committed already. */
  Map<TopicPartition, OffsetAndMetadata> allOffsets() {
    return offsets(each -> each.position() >= 0);
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(Predicate<PartitionProgress> wanted) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    progress.forEach(
        (partition, each) -> {
          if (wanted.test(each)) {
            offsets.put(partition, each.toCommit(settings));
          }
        });
    return offsets;
  }

  /** Records that these offsets are committed. */
  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // Each has the id of its topic.
    offsets.forEach((partition, offset) -> open(partition, offset, Uuid.ZERO_UUID));
  }

  /**
   * Returns whether each of these partitions is counted up to its offset, or belongs to another
   * combiner.
   */
  boolean reached(Map<TopicPartition, Long> targets) {
    return progress.entrySet().stream()
        .allMatch(e -> e.getValue().position() >= targets.getOrDefault(e.getKey(), Long.MIN_VALUE));
  }
}
