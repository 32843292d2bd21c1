package io.framecount.loader.topic;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.common.kafka.TopicOffsets;
import io.framecount.loader.produce.AcknowledgedOffsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches how many records a load adds to its topic. Asks for offsets and reads no record: that
 * finds lost and deleted frames, but can't tell other writers' records from transaction markers.
 */
public final class TopicGrowth {
  /** Other loaders may have a transaction open for a second at a time. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final KafkaConnection kafka;
  private final TopicOffsets offsets;
  private final String topic;
  private final Map<TopicPartition, Long> before;

  private TopicGrowth(KafkaConnection kafka, String topic, Map<TopicPartition, Long> before) {
    this.kafka = kafka;
    this.offsets = kafka.offsets();
    this.topic = topic;
    this.before = before;
  }

  /** Begins to watch: call it before the first record is sent. */
  public static TopicGrowth watch(KafkaConnection kafka, String topic) {
    return new TopicGrowth(kafka, topic, kafka.offsets().end(topic));
  }

  /** Holds the topic against what was sent; call it after the last commit. */
  public TopicTally tally(AcknowledgedOffsets sent) {
    TopicTally tally =
        TopicTally.of(before, offsets.first(topic), offsets.end(topic), sent.of(topic));
    return tally.problems().isEmpty() && tally.confirmed() > 0 ? seen(tally, sent) : tally;
  }

  /** Adds a notice if another producer's transaction hides records that were sent. */
  private TopicTally seen(TopicTally tally, AcknowledgedOffsets sent) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    sent.of(topic).forEach((partition, span) -> ends.put(partition, span.last() + 1));
    TopicEnd end = TopicEnd.upTo(kafka, topic, ends);
    return end.await(PATIENCE, line -> {}, () -> false)
        ? tally
        : tally.hidden(end.hidden(), end.sentence().subject());
  }
}
