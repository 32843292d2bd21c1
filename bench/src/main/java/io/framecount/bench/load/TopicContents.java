package io.framecount.bench.load;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes topics for the contenders, and counts what is in them afterwards. */
final class TopicContents {
  private final String bootstrapServers;

  TopicContents(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  void create(List<String> topics, int partitions) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      List<NewTopic> wanted =
          topics.stream().map(topic -> new NewTopic(topic, partitions, (short) 1)).toList();
      admin.createTopics(wanted).all().get();
    }
  }

  /** How many committed records the topic holds, by reading them all. */
  long records(String topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            "read_committed",
            "group.id",
            "contents-" + UUID.randomUUID(),
            "max.poll.records",
            50_000,
            "fetch.max.bytes",
            50_000_000);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .collect(Collectors.toList());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long count = 0;
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(java.time.Duration.ofMillis(200));
        count += records.count();
      }
      return count;
    }
  }
}
