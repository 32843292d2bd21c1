package io.framecount.counter.combine;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where to count.
 *
 * @param endless whether to go on until someone stops it
 * @param targets by partition, the offset to reach, if there is an end
 */
public record Goal(boolean endless, Map<TopicPartition, Long> targets) {
  /** Until someone stops it. */
  public static final Goal ENDLESS = new Goal(true, Map.of());

  /** Up to these offsets. */
  public static Goal upTo(Map<TopicPartition, Long> targets) {
    return new Goal(false, targets);
  }
}
