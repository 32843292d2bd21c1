package io.framecount.counter.view;

import io.framecount.common.kafka.KafkaConnection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers that follow committed records for as long as they like, without a group. */
final class CommittedRecords {
  private CommittedRecords() {}

  /** A consumer that begins at these offsets; the caller closes it. */
  static Consumer<byte[], byte[]> from(Map<TopicPartition, Long> start, KafkaConnection kafka) {
    Map<String, Object> config = new HashMap<>(kafka.clientConfig(Map.of()));
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    Consumer<byte[], byte[]> consumer =
        kafka.clients().consumer(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(start.keySet());
    start.forEach(consumer::seek);
    return consumer;
  }
}
