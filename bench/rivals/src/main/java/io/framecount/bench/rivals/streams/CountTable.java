package io.framecount.bench.rivals.streams;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The output topic as a table: the last row of each minute. */
final class CountTable {
  private final Map<Long, String> minutes = new TreeMap<>();

  /** Reads committed rows up to these ends. */
  static CountTable read(String bootstrapServers, Map<TopicPartition, Long> ends) {
    CountTable table = new CountTable();
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (KafkaConsumer<Long, String> consumer =
        new KafkaConsumer<>(settings, new LongDeserializer(), new StringDeserializer())) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.keySet().stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        for (ConsumerRecord<Long, String> row : consumer.poll(Duration.ofMillis(100))) {
          table.minutes.put(row.key(), row.value());
        }
      }
    }
    return table;
  }

  /** One line a minute: its start, frames and unique users, separated by tabs. */
  void print(PrintStream out) {
    minutes.forEach((start, counts) -> out.println(Instant.ofEpochMilli(start) + "\t" + counts));
    out.flush();
  }
}
