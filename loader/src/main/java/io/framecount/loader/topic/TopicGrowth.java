package io.framecount.loader.topic;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicOffsets;
import io.framecount.loader.produce.AcknowledgedOffsets;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches what a load adds to its topic. Offsets are asked for, no record is read: that finds lost
 * and deleted frames, and can't tell other writers' records from transaction markers.
 */
public final class TopicGrowth {
  private final TopicOffsets offsets;
  private final String topic;
  private final Map<TopicPartition, Long> before;

  private TopicGrowth(TopicOffsets offsets, String topic, Map<TopicPartition, Long> before) {
    this.offsets = offsets;
    this.topic = topic;
    this.before = before;
  }

  /** Begins to watch: call it before the first record is sent. */
  public static TopicGrowth watch(KafkaConnection kafka, String topic) {
    TopicOffsets offsets = kafka.offsets();
    return new TopicGrowth(offsets, topic, offsets.end(topic));
  }

  /** Holds the topic against what was sent; call it after the last commit. */
  public TopicTally tally(AcknowledgedOffsets sent) {
    return TopicTally.of(before, offsets.first(topic), offsets.end(topic), sent.of(topic));
  }
}
