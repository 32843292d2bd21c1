package io.framecount.counter;

import io.framecount.local.SharedPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What was set aside, as another program finds it. */
final class DeadLetters {
  private static final Duration POLL = Duration.ofMillis(500);

  private DeadLetters() {}

  /** One record, and the one it points to. */
  record Letter(ConsumerRecord<byte[], byte[]> record, ConsumerRecord<byte[], byte[]> source) {
    String reason() {
      return header(record, "reason");
    }

    boolean isWholeAndFindable(String topic) {
      return header(record, "topic").equals(topic)
          && Arrays.equals(record.key(), source.key())
          && Arrays.equals(record.value(), source.value())
          && header(record, "timestamp").equals(Long.toString(source.timestamp()));
    }
  }

  static List<Letter> of(String topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            SharedPlatform.bootstrapServers(),
            "isolation.level",
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<ConsumerRecord<byte[], byte[]>> letters = all(consumer, topic);
      // Read as a whole: to seek for each letter alone would wait for a fetch each time.
      Map<String, ConsumerRecord<byte[], byte[]>> sources = new HashMap<>();
      letters.stream()
          .map(letter -> header(letter, "topic"))
          .distinct()
          .flatMap(source -> all(consumer, source).stream())
          .forEach(
              record ->
                  sources.put(place(record.topic(), record.partition(), record.offset()), record));
      return letters.stream()
          .map(
              letter ->
                  new Letter(
                      letter,
                      sources.get(
                          place(
                              header(letter, "topic"),
                              header(letter, "partition"),
                              header(letter, "offset")))))
          .toList();
    }
  }

  private static String place(Object... parts) {
    return Arrays.toString(parts);
  }

  private static List<ConsumerRecord<byte[], byte[]>> all(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Map.Entry<TopicPartition, Long> end : consumer.endOffsets(partitions).entrySet()) {
      while (consumer.position(end.getKey()) < end.getValue()) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    byte[] value = record.headers().lastHeader("framecount." + name).value();
    return new String(value, StandardCharsets.UTF_8);
  }
}
