package io.framecount.counter.view;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.counter.window.WindowSize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the results as they are now: the last committed record of each window. */
public final class CountsTopic {
  /** Longer than a killed merger's transaction can stay open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Comparator<Map.Entry<String, WindowCount>> ORDER =
      Comparator.comparing(CountsTopic::size)
          .thenComparing(entry -> entry.getValue().getStart())
          .thenComparing(
              entry -> entry.getValue().getGroup(),
              Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  private final KafkaConnection kafka;
  private final String topic;
  private final Deserializer<WindowCount> deserializer;

  public CountsTopic(KafkaConnection kafka, String topic, Deserializer<WindowCount> deserializer) {
    this.kafka = kafka;
    this.topic = topic;
    this.deserializer = deserializer;
  }

  /**
   * All windows, in order: from fine to coarse, then by time, then by group.
   *
   * @throws CommandFailure if the topic holds something else
   */
  public List<WindowCount> read() {
    Map<TopicPartition, Long> from = kafka.offsets().first(topic);
    Map<TopicPartition, Long> to = kafka.offsets().end(topic);
    Map<String, WindowCount> byKey = new HashMap<>();
    try (TopicScan scan = new TopicScan(kafka)) {
      TopicScan.End end = scan.scan(from, to, PATIENCE, record -> keep(record, byKey));
      if (end == TopicScan.End.TIMED_OUT) {
        throw new CommandFailure(
            "a transaction on topic '%s' stays open for more than %d s; try again later"
                .formatted(topic, PATIENCE.toSeconds()));
      }
    }
    return byKey.entrySet().stream().sorted(ORDER).map(Map.Entry::getValue).toList();
  }

  private static WindowSize size(Map.Entry<String, WindowCount> entry) {
    return WindowSize.ofKey(entry.getKey())
        .orElseGet(() -> WindowSize.of(entry.getValue().getWindow()));
  }

  private boolean keep(ConsumerRecord<byte[], byte[]> record, Map<String, WindowCount> byKey) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    try {
      WindowCount count = deserializer.deserialize(topic, record.value());
      if (count == null) {
        byKey.remove(key);
      } else {
        byKey.put(key, count);
      }
      return true;
    } catch (SerializationException | ClassCastException e) {
      throw new CommandFailure(
          "topic '%s' does not hold counts (offset %d of partition %d: %s)"
              .formatted(topic, record.offset(), record.partition(), e.getMessage()),
          e);
    }
  }
}
