package io.framecount.counter.late;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.counter.names.CountNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Which late increments there are, by the keys of their topic alone: what is in them is nothing
 * that a query could use.
 */
public final class LateKeys {
  /** Longer than a killed merger's transaction can stay open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConnection kafka;
  private final String topic;

  /**
   * @param output topic of the results
   */
  public LateKeys(KafkaConnection kafka, String output) {
    this.kafka = kafka;
    topic = CountNames.lateOf(output);
  }

  public String topic() {
    return topic;
  }

  /** The windows that late increments wait for; none if there is no such topic. */
  public LateWindows windows() {
    LateWindows windows = new LateWindows();
    if (kafka.topics().find(topic).isPresent()) {
      Map<TopicPartition, Long> from = kafka.offsets().first(topic);
      Map<TopicPartition, Long> to = kafka.offsets().end(topic);
      if (!from.equals(to)) {
        keys(from, to).stream()
            .flatMap(key -> LateKey.parse(key).stream())
            .forEach(key -> windows.add(key.window()));
      }
    }
    return windows;
  }

  private Set<String> keys(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    Set<String> keys = new HashSet<>();
    TopicScan.all(
        kafka,
        topic,
        from,
        to,
        PATIENCE,
        record -> {
          if (record.key() != null) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            boolean unused = record.value() == null ? keys.remove(key) : keys.add(key);
          }
        });
    return keys;
  }
}
