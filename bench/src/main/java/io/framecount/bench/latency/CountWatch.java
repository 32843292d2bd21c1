package io.framecount.bench.latency;

import io.framecount.WindowCount;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads results as they become visible, until enough frames are counted. */
final class CountWatch implements Runnable {
  private final Map<String, Object> config;
  private final String topic;
  private final Deserializer<WindowCount> results;
  private final Delays delays;
  private final Map<String, Long> framesByWindow = new HashMap<>();
  private volatile long wanted = Long.MAX_VALUE;
  private long total;

  CountWatch(
      String bootstrapServers, String topic, Deserializer<WindowCount> results, Delays delays) {
    config = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    this.topic = topic;
    this.results = results;
    this.delays = delays;
  }

  /** Ends the watch once this number of frames is counted. */
  void endAt(long frames) {
    wanted = frames;
  }

  @Override
  public void run() {
    try (KafkaConsumer<String, WindowCount> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), results)) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (total < wanted) {
        var records = consumer.poll(Duration.ofMillis(100));
        long now = System.nanoTime();
        records.forEach(this::take);
        delays.seen(now, total);
      }
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, WindowCount> consumer) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private void take(ConsumerRecord<String, WindowCount> record) {
    long frames = record.value().getFrames();
    Long before = framesByWindow.put(record.key(), frames);
    total += frames - (before == null ? 0 : before);
  }
}
