package io.framecount.counter.combine;

import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.progress.LostProgress;
import io.framecount.counter.progress.OffsetNote;
import io.framecount.counter.progress.Origin;
import io.framecount.counter.progress.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Remembers which partitions had a committed offset in this run, and of which topic. A process may
 * be frozen or cut off for so long that its offsets expire, and would then count all frames again.
 * The topic may also be deleted and made again under the same name; Kafka then deletes its offsets
 * some time later. Used by one thread.
 */
final class KnownPartitions {
  private final CombinerPlan plan;

  /** By partition, whether any of its frames are counted. */
  private final Map<TopicPartition, Boolean> known = new HashMap<>();

  private Uuid topic = Uuid.ZERO_UUID;

  KnownPartitions(CombinerPlan plan) {
    this.plan = plan;
  }

  /** Records that these offsets are committed. */
  void add(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> known.put(partition, holdsSomething(offset)));
  }

  /**
   * Checks the offsets that Kafka has of newly assigned partitions, null where it has none.
   *
   * @param now the present id of the topic
   * @return the offsets to continue from, null where an offset belongs to an earlier topic of which
   *     no frame was counted
   * @throws CommandFailure if an offset has expired, or frames of another topic were counted
   */
  Map<TopicPartition, OffsetAndMetadata> take(
      Uuid now, Map<TopicPartition, OffsetAndMetadata> committed) {
    Map<TopicPartition, OffsetAndMetadata> ours = new HashMap<>(committed);
    ours.replaceAll((partition, offset) -> isOfAnother(offset, now) ? null : offset);
    committed.forEach(
        (partition, offset) -> {
          if (isOfAnother(offset, now) && holdsSomething(offset)) {
            throw madeAgain(partition);
          }
        });
    ours.forEach(
        (partition, offset) -> {
          if (offset == null && known.getOrDefault(partition, false)) {
            throw Origin.differ(topic, now) ? madeAgain(partition) : forgotten(partition);
          } else if (offset != null) {
            known.put(partition, holdsSomething(offset));
          }
        });
    topic = now;
    return ours;
  }

  /**
   * Checks just before a commit that the topic is still the one that was joined: a consumer reads
   * on in a topic that was made again between two of its fetches.
   *
   * @param now the present id of the topic
   * @param counted partitions to commit
   * @throws CommandFailure if it is another topic, and frames of the old one are counted
   * @throws KafkaException if it is another topic, but no frame of the old one is counted, so that
   *     joining again is enough
   */
  void requireSame(Uuid now, Set<TopicPartition> counted) {
    if (Origin.differ(topic, now)) {
      for (TopicPartition partition : counted) {
        if (known.getOrDefault(partition, false)) {
          throw madeAgain(partition);
        }
      }
      throw new KafkaException(
          "topic '%s' was deleted and made again".formatted(plan.names().source()));
    }
  }

  private static boolean isOfAnother(OffsetAndMetadata offset, Uuid topic) {
    return offset != null
        && OffsetNote.of(offset).origin().map(it -> it.isOfAnother(topic)).orElse(false);
  }

  /** Returns whether starting over would count frames twice, or forget a loss. */
  private static boolean holdsSomething(OffsetAndMetadata offset) {
    OffsetNote note = OffsetNote.of(offset);
    boolean noted = note.origin().map(it -> it.from() != Origin.UNKNOWN).orElse(false);
    return !noted || !note.tally().equals(Optional.of(Tally.NONE));
  }

  private CommandFailure madeAgain(TopicPartition partition) {
    return LostProgress.madeAgain(
        plan.names().source(),
        "partition %d of it".formatted(partition.partition()),
        plan.names().output());
  }

  private CommandFailure forgotten(TopicPartition partition) {
    return LostProgress.forgotten(
        "partition %d of topic '%s' was counted into topic '%s'"
            .formatted(partition.partition(), plan.names().source(), plan.names().output()));
  }
}
