package io.framecount.counter.combine;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.progress.OffsetNote;
import io.framecount.counter.unique.UniqueMethod;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Makes the combiner's Kafka clients, set up for its work. */
final class CombinerClients {
  /** Time in milliseconds after which another member gets the partitions of a killed one. */
  private static final int SESSION_MILLIS = 6_000;

  /** A killed combiner's transaction blocks readers of the partials no longer than this. */
  private static final int TRANSACTION_MILLIS = 10_000;

  /** The objects of this many records are still in the processor's cache when they are counted. */
  private static final int MOST_POLLED = 1_000;

  private static final int LEAST_POLLED = 50;

  private CombinerClients() {}

  /** Makes a consumer whose values stay where they are in the fetched bytes, without copies. */
  static Consumer<ByteBuffer, ByteBuffer> consumer(
      KafkaConnection kafka, String group, CountSettings settings) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    if (assignsItself(kafka)) {
      config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
      config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 3);
    }
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, pollRecords(settings.method()));
    // More of one partition at once would go through more windows, whose tables crowd each other
    // out.
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 << 20);
    // Closing waits for the answer to the last fetch; new frames are answered at once anyway.
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    Map<String, Object> merged = kafka.clientConfig(config);
    // What exactness stands on is not for the user's settings to change.
    merged.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    merged.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // Where there is nothing to go on from, we say where to begin, and what is missing.
    merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    if (assignsItself(kafka)) {
      merged.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, SettingsAssignor.class.getName());
      merged.put(SettingsAssignor.SETTINGS, OffsetNote.write(settings.note()));
    }
    return kafka
        .clients()
        .consumer(merged, new ByteBufferDeserializer(), new ByteBufferDeserializer());
  }

  /** Each record may be the first of its window and group; then all need a counter at once. */
  private static int pollRecords(UniqueMethod method) {
    long each = Math.max(1, method.create().sizeInBytes());
    return (int) Math.max(LEAST_POLLED, Math.min(MOST_POLLED, CommitPolicy.MOST_BYTES / each));
  }

  /**
   * Returns whether members assign partitions, as in the default protocol. In the newer one,
   * brokers assign them and hold these settings.
   */
  private static boolean assignsItself(KafkaConnection kafka) {
    Object protocol = kafka.clientConfig(Map.of()).get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    return protocol == null || GroupProtocol.CLASSIC.name().equalsIgnoreCase(protocol.toString());
  }

  /**
   * Returns whether each offset of an empty group expires by the time of its own commit. In the
   * default protocol, all expire together, counted from when the last member left.
   */
  static boolean agesOffsetsApart(KafkaConnection kafka) {
    return !assignsItself(kafka);
  }

  static Producer<byte[], byte[]> producer(KafkaConnection kafka, String transactionalId) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    // Partials of many users are large, and all of a commit are sent at once.
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    // The topics limit what a record may have; a dead letter is as large as its source allowed.
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 << 20);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32 << 20);
    Map<String, Object> merged = kafka.clientConfig(config);
    merged.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    return kafka.clients().producer(merged, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
