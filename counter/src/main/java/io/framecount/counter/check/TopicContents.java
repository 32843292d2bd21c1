package io.framecount.counter.check;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.counter.combine.PartialWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Header;

/** Looks into the topics of a count for records that it left there. */
final class TopicContents {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConnection kafka;

  TopicContents(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  boolean exists(String topic) {
    return kafka.topics().find(topic).isPresent();
  }

  /**
   * Returns whether the topic exists.
   *
   * @param ifHidden the answer where this user may not see the topic
   */
  boolean exists(String topic, boolean ifHidden) {
    try {
      return exists(topic);
    } catch (TopicAuthorizationException e) {
      return ifHidden;
    }
  }

  /** Returns whether the topic has a record that is committed; a killed counter leaves others. */
  boolean holds(String topic) {
    return exists(topic) && first(topic).isPresent();
  }

  /** A record of the topic that is committed, if it has one; the topic must exist. */
  Optional<ConsumerRecord<byte[], byte[]>> first(String topic) {
    try (TopicScan scan = TopicScan.forFirst(kafka)) {
      return find(topic, scan, record -> true);
    }
  }

  /** Returns the id of the topic that was counted, if a partial or a row in this topic has it. */
  Optional<String> source(String topic) {
    if (!exists(topic)) {
      return Optional.empty();
    }
    try (TopicScan scan = new TopicScan(kafka)) {
      return find(topic, scan, record -> source(record) != null)
          .map(record -> new String(source(record).value(), StandardCharsets.UTF_8));
    }
  }

  private static Header source(ConsumerRecord<?, ?> record) {
    return record.headers().lastHeader(PartialWriter.SOURCE_HEADER);
  }

  private Optional<ConsumerRecord<byte[], byte[]>> find(
      String topic, TopicScan scan, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    TopicScan.End end =
        scan.scan(
            kafka.offsets().first(topic),
            kafka.offsets().committedEnd(topic),
            PATIENCE,
            record -> {
              if (wanted.test(record)) {
                found.add(record);
              }
              return found.isEmpty();
            });
    if (end == TopicScan.End.TIMED_OUT) {
      throw new CommandFailure(
          "topic '%s' gave nothing for %d s; try again later"
              .formatted(topic, PATIENCE.toSeconds()));
    }
    return found.stream().findFirst();
  }
}
