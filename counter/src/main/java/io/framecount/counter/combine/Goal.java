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
  /** Until someone stops it. */
  public static final Goal ENDLESS = new Goal(null, Map.of(), null, Duration.ZERO);

  private final TopicEnd end;
  private final Map<TopicPartition, Long> first;
  private final Map<TopicPartition, Long> done;

  /**
   * Tallies of partitions that are counted further than they go now: they have lost records, and
   * must be looked at though no frame is left to count.
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
   * Up to the present end of each partition that holds, or held, something to count.
   *
   * @param group whose combiners count the topic
   * @param patience how long to wait for what open transactions hide
   */
  public static Goal presentEnd(
      KafkaConnection kafka, String group, String topic, Duration patience) {
    Map<TopicPartition, Long> first = kafka.offsets().first(topic);
    TopicEnd end = TopicEnd.of(kafka, topic);
    return new Goal(end, first, GroupProgress.of(kafka, group, topic), patience);
  }

  /** Returns whether counting goes on until someone stops it. */
  boolean endless() {
    return end == null;
  }

  /** By partition, the offset to reach if no transaction stays open. */
  public Map<TopicPartition, Long> targets() {
    return targets;
  }

  /**
   * The offsets to reach as far as that is known now: when the wait for transactions is over, those
   * before them.
   *
   * @param notice is told what is waited for, if that takes long
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
   * Returns whether the whole group is there.
   *
   * @param targets of now
   */
  boolean reached(GroupProgress progress, Map<TopicPartition, Long> targets) {
    return progress.reached(targets)
        && beyond.entrySet().stream()
            .noneMatch(each -> each.getValue().equals(progress.tallies().get(each.getKey())));
  }

  /**
   * Returns what open transactions hide of the end, so that it is no goal any more; nothing as long
   * as the end itself is the goal, since who has reached that has seen all.
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
