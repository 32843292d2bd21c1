package io.framecount.loader.resume;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.input.Head;
import io.framecount.loader.resume.LoadProgress.Saved;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.DeleteConsumerGroupsOptions;
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
    Optional<LoadProgress> progress = saved(group(head)).map(Saved::progress);
    return progress.isPresent() || head.isShort() ? progress : whenShort(head);
  }

  private Optional<LoadProgress> whenShort(Head head) {
    // Another input may begin with the same line, so it must be proved to be this one.
    return saved(Fingerprint.groupWhenShort(topic, head))
        .map(Saved::progress)
        .filter(progress -> head.covers(progress.checkpoint()));
  }

  /** The name of the consumer group that keeps the progress of an input that has a name for it. */
  public String groupOf(String identity) {
    return Fingerprint.named(topic, identity);
  }

  /** Who has which of these loads. */
  public Claims claims() {
    return new Claims(kafka, slot());
  }

  /** What a group keeps, if it keeps any; waits for a transaction that is about to change it. */
  public Optional<Saved> saved(String group) {
    OffsetAndMetadata kept = new KeptOffsets(kafka, slot()).of(List.of(group), true).get(group);
    return Optional.ofNullable(kept).flatMap(LoadProgress::of);
  }

  /**
   * Deletes groups that are of no use any more, as far as that is possible: Kafka forgets them
   * anyway.
   */
  public void delete(Collection<String> groups) {
    if (!groups.isEmpty()) {
      // Nobody waits for the answer, nor is a refusal of interest.
      var unused =
          kafka
              .admin()
              .deleteConsumerGroups(groups, new DeleteConsumerGroupsOptions().timeoutMs(2_000));
    }
  }
}
