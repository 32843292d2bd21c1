package io.framecount.loader.produce;

import io.framecount.common.kafka.KafkaConnection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer group that nobody joins: it only keeps an offset. Only a consumer can say what a
 * transaction needs to know of a group, so one is made for a moment; it never connects.
 */
final class MemberlessGroup {
  private MemberlessGroup() {}

  static ConsumerGroupMetadata metadata(KafkaConnection kafka, String group) {
    Map<String, Object> config = kafka.clientConfig(Map.of());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      return consumer.groupMetadata();
    }
  }
}
