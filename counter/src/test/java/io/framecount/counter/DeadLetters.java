package io.framecount.counter;

import io.framecount.local.SharedPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
    List<Letter> letters = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(POLL).forEach(records::add);
      }
      records.forEach(record -> letters.add(new Letter(record, source(consumer, record))));
    }
    return letters;
  }

  private static ConsumerRecord<byte[], byte[]> source(
      KafkaConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> letter) {
    var partition =
        new TopicPartition(header(letter, "topic"), Integer.parseInt(header(letter, "partition")));
    long offset = Long.parseLong(header(letter, "offset"));
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    while (true) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        return record;
      }
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    byte[] value = record.headers().lastHeader("framecount." + name).value();
    return new String(value, StandardCharsets.UTF_8);
  }
}
