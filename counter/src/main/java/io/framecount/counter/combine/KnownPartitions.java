package io.framecount.counter.combine;

import io.framecount.common.cli.CommandFailure;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Remembers which partitions had a committed offset in this run. A process may be frozen or cut off
 * for so long that Kafka forgets them, and would then count all once more. Used by one thread.
 */
final class KnownPartitions {
  private final CombinerPlan plan;
  private final Set<TopicPartition> known = new HashSet<>();

  KnownPartitions(CombinerPlan plan) {
    this.plan = plan;
  }

  /** Says that these have offsets. */
  void add(Collection<TopicPartition> partitions) {
    known.addAll(partitions);
  }

  /**
   * Takes what Kafka knows of partitions, null where it knows nothing.
   *
   * @throws CommandFailure if it knew more
   */
  void take(Map<TopicPartition, OffsetAndMetadata> committed) {
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            known.add(partition);
          } else if (known.contains(partition)) {
            throw new CommandFailure(
                "Kafka has forgotten how far partition %d of topic '%s' was counted into topic '%s', and to go on would count twice what is there; count into another --output, or delete all topics and groups of this count and count anew"
                    .formatted(partition.partition(), plan.source(), plan.output()));
          }
        });
  }
}
