package io.framecount.counter.combine;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where to count.
 *
 * @param endless whether to go on until someone stops it
 * @param targets by partition, the offset to reach, if there is an end
 * @param beyond tallies of partitions that are counted further than they go now: they have lost
 *     records, and must be looked at though no frame is left to count
 */
public record Goal(
    boolean endless, Map<TopicPartition, Long> targets, Map<TopicPartition, Tally> beyond) {
  /** Until someone stops it. */
  public static final Goal ENDLESS = new Goal(true, Map.of(), Map.of());

  /** Up to these offsets. */
  public static Goal upTo(Map<TopicPartition, Long> targets) {
    return new Goal(false, targets, Map.of());
  }

  /**
   * Up to the end of what the source has now.
   *
   * @param first offset of the oldest record of each partition
   * @param end offset after the newest record of each partition that can be read
   * @param done how far the group is
   */
  public static Goal upToEnd(
      Map<TopicPartition, Long> first, Map<TopicPartition, Long> end, GroupProgress done) {
    Map<TopicPartition, Long> targets = new HashMap<>(end);
    // A partition that is empty, but was not when it was counted, may have lost frames since.
    targets
        .entrySet()
        .removeIf(
            each ->
                each.getValue() <= first.get(each.getKey())
                    && done.offsets().getOrDefault(each.getKey(), each.getValue())
                        >= each.getValue());
    Map<TopicPartition, Tally> beyond = new HashMap<>(done.tallies());
    beyond.keySet().removeIf(each -> done.offsets().get(each) <= end.get(each));
    return new Goal(false, targets, beyond);
  }

  /** Whether the whole group is there. */
  boolean reached(GroupProgress progress) {
    return progress.reached(targets)
        && beyond.entrySet().stream()
            .noneMatch(each -> each.getValue().equals(progress.tallies().get(each.getKey())));
  }
}
