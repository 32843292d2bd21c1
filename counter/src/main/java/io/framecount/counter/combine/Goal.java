package io.framecount.counter.combine;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.counter.progress.GroupProgress;
import io.framecount.counter.progress.Tally;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The offsets up to which to count. Used by one thread. */
public final class Goal {
  /** No goal: counting continues until it is stopped. */
  public static final Goal ENDLESS = new Goal(null, Map.of(), null, Duration.ZERO);

  private final TopicEnd end;
  private final Map<TopicPartition, Long> first;
  private final Map<TopicPartition, Long> done;

  /**
   * Tallies of partitions whose committed offset lies beyond their end. They have lost records, so
   * a combiner must look at them although no frame is left to count.
   */
  private final Map<TopicPartition, Tally> beyond = new HashMap<>();

  private final Duration patience;
  private Map<TopicPartition, Long> targets;
  private boolean settled;
  private boolean waited;

  private Goal(
      TopicEnd end, Map<TopicPartition, Long> first, GroupProgress progress, Duration patience) {
    this.end = end;
    this.first = first;
    this.patience = patience;
    done = end == null ? Map.of() : progress.offsets();
    targets = end == null ? Map.of() : targets(end.offsets());
    if (end != null) {
      beyond.putAll(progress.tallies());
      beyond.keySet().removeIf(each -> done.get(each) <= end.offsets().get(each));
    }
  }

  /**
   * The present end of each partition that holds, or held, records to count.
   *
   * @param group the group of the combiners
   * @param patience how long to wait for open transactions that hide records
   */
  public static Goal presentEnd(
      KafkaConnection kafka, String group, String topic, Duration patience) {
    Map<TopicPartition, Long> first = kafka.offsets().first(topic);
    TopicEnd end = TopicEnd.of(kafka, topic);
    return new Goal(end, first, GroupProgress.of(kafka, group, topic), patience);
  }

  /** Returns whether there is no goal. */
  boolean endless() {
    return end == null;
  }

  /** By partition, the offset to reach if no transaction stays open. */
  public Map<TopicPartition, Long> targets() {
    return targets;
  }

  /**
   * Returns the offsets to reach as known now. Once the wait for open transactions is over, these
   * are the offsets before them.
   *
   * @param notice takes a line about the wait, if it takes long
   */
  Map<TopicPartition, Long> targets(Consumer<String> notice) {
    if (!settled && end.look(patience, notice)) {
      waited = true;
      // Asked again until it is reached, as one may end while there is still something to count.
      settled = end.hidden() == 0;
      targets = targets(end.readable());
    }
    return targets;
  }

  /**
   * Returns whether the whole group has reached the goal.
   *
   * @param targets the present ones
   */
  boolean reached(GroupProgress progress, Map<TopicPartition, Long> targets) {
    return progress.reached(targets)
        && beyond.entrySet().stream()
            .noneMatch(each -> each.getValue().equals(progress.tallies().get(each.getKey())));
  }

  /**
   * Returns the end if open transactions hide a part of it, so that the goal lies before it. Empty
   * while the end itself is the goal: reaching it means that all records were seen.
   */
  public Optional<TopicEnd> hidden() {
    return !waited || end.hidden() == 0 ? Optional.empty() : Optional.of(end);
  }

  private Map<TopicPartition, Long> targets(Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, Long> some = new HashMap<>(offsets);
    // A partition that is empty, but was not when it was counted, may have lost frames since.
    some.entrySet()
        .removeIf(
            each ->
                each.getValue() <= first.get(each.getKey())
                    && done.getOrDefault(each.getKey(), each.getValue()) >= each.getValue());
    return some;
  }
}
