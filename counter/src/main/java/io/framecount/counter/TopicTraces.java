package io.framecount.counter;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
    return exists(topic) && first(topic).isPresent();
  }

  /** A record of the topic that is committed, if it has one; the topic must exist. */
  Optional<ConsumerRecord<byte[], byte[]>> first(String topic) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (TopicScan scan = TopicScan.forFirst(kafka)) {
      TopicScan.End end =
          scan.scan(
              kafka.offsets().first(topic),
              kafka.offsets().committedEnd(topic),
              PATIENCE,
              record -> {
                found.add(record);
                return false;
              });
      if (end == TopicScan.End.TIMED_OUT) {
        throw new CommandFailure(
            "topic '%s' gave nothing for %d s; try again later"
                .formatted(topic, PATIENCE.toSeconds()));
      }
    }
    return found.stream().findFirst();
  }
}
