package io.framecount.counter.recount;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.Wait;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.GroupProgress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Cuts the frames and their partials at the same commit while combiners continue: the partials
 * before the one cut hold exactly the frames before the other.
 */
final class ConsistentCut {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final KafkaConnection kafka;
  private final CountNames names;

  /**
   * The offsets at the cut.
   *
   * @param frames by partition, of the next frame to be counted
   * @param partials by partition, of the next partial
   */
  record Cut(Map<TopicPartition, Long> frames, Map<TopicPartition, Long> partials) {}

  ConsistentCut(KafkaConnection kafka, CountNames names) {
    this.kafka = kafka;
    this.names = names;
  }

  /**
   * Waits for a moment between two commits, which comes at least once a second unless many
   * combiners catch up.
   */
  Cut take() {
    return Wait.forResult(PATIENCE, PAUSE, this::look)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "the counters of topic '%s' commit all the time; try again when they have caught up"
                        .formatted(names.output())));
  }

  /**
   * Takes one look. Where the partials' committed end is their end, no transaction is open: what
   * was committed before is wholly there. Where the group's offsets, none of which a transaction is
   * about to change, are the same before and after, nothing was committed in between.
   */
  private Optional<Cut> look() {
    GroupProgress before = GroupProgress.of(kafka, names.combinerGroup(), names.source());
    Map<TopicPartition, Long> committed = kafka.offsets().committedEnd(names.partials());
    Map<TopicPartition, Long> end = kafka.offsets().end(names.partials());
    GroupProgress after = GroupProgress.of(kafka, names.combinerGroup(), names.source());
    return committed.equals(end) && before.equals(after)
        ? Optional.of(new Cut(before.offsets(), end))
        : Optional.empty();
  }
}
