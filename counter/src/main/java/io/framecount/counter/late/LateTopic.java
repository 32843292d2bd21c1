package io.framecount.counter.late;

import io.framecount.Partial;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the partials that came after their window's state was dropped and are in no row yet. */
public final class LateTopic {
  /** Longer than a killed merger's transaction can stay open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConnection kafka;
  private final String topic;
  private final Deserializer<Partial> deserializer;

  public LateTopic(KafkaConnection kafka, String topic, Deserializer<Partial> deserializer) {
    this.kafka = kafka;
    this.topic = topic;
    this.deserializer = deserializer;
  }

  /** Returns the frames by partial; nothing if there is no such topic. */
  public Map<LateKey, Long> read() {
    Map<LateKey, Long> late = new HashMap<>();
    if (kafka.topics().find(topic).isPresent()) {
      TopicScan.all(
          kafka,
          topic,
          kafka.offsets().first(topic),
          kafka.offsets().end(topic),
          PATIENCE,
          record -> take(record, late));
    }
    return late;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Map<LateKey, Long> late) {
    LateKey key = LateKey.parse(new String(record.key(), StandardCharsets.UTF_8)).orElseThrow();
    if (record.value() == null) {
      late.remove(key);
    } else {
      late.put(key, deserializer.deserialize(topic, record.value()).getFrames());
    }
  }
}
