package io.framecount.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes strings and reads them back, with plain clients. */
final class Records {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Records() {}

  static KafkaProducer<String, String> producer(String bootstrapServers, String transactionalId) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", transactionalId);
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  /**
   * A producer without transactions.
   *
   * @param patience time to wait for a topic
   */
  static KafkaProducer<String, String> producer(String bootstrapServers, Duration patience) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "max.block.ms", patience.toMillis());
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  /**
   * Returns all committed values of a topic from its beginning, once there are as many as expected.
   */
  static List<String> read(String bootstrapServers, String topic, int expected) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (values.size() < expected && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, String> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }
}
