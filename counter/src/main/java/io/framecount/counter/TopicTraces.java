package io.framecount.counter;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import java.time.Duration;

/** Looks for what a count has left in its topics. */
final class TopicTraces {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConnection kafka;

  TopicTraces(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  boolean exists(String topic) {
    return kafka.topics().find(topic).isPresent();
  }

  /** Whether the topic has a record that is committed; a killed counter leaves others. */
  boolean holds(String topic) {
    return exists(topic) && find(topic);
  }

  private boolean find(String topic) {
    try (TopicScan scan = TopicScan.forFirst(kafka)) {
      TopicScan.End end =
          scan.scan(
              kafka.offsets().first(topic),
              kafka.offsets().committedEnd(topic),
              PATIENCE,
              record -> false);
      if (end == TopicScan.End.TIMED_OUT) {
        throw new CommandFailure(
            "topic '%s' gave nothing for %d s; try again later"
                .formatted(topic, PATIENCE.toSeconds()));
      }
      return end == TopicScan.End.STOPPED;
    }
  }
}
