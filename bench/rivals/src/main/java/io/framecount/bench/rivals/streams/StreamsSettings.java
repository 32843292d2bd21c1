package io.framecount.bench.rivals.streams;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;

/** Kafka Streams, tuned for a topic that is read from its beginning on two cores. */
final class StreamsSettings {
  private static final int MEBIBYTE = 1024 * 1024;

  private StreamsSettings() {}

  /**
   * @param guarantee at_least_once or exactly_once_v2
   */
  static Properties of(
      String bootstrapServers, String application, String guarantee, Path stateDirectory) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    state(settings);
    clients(settings);
    return settings;
  }

  /**
   * Keeps state in memory, with a cache for all open minutes, so that the changelog gets one record
   * for each.
   */
  private static void state(Properties settings) {
    settings.put(
        StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
        BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 256L * MEBIBYTE);
    // With exactly_once_v2 the default of 100 ms would make ten transactions a second.
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 20_000);
    settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    settings.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "INFO");
  }

  private static void clients(Properties settings) {
    settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    settings.put(StreamsConfig.consumerPrefix("max.poll.records"), 20_000);
    settings.put(StreamsConfig.consumerPrefix("fetch.max.bytes"), 50 * MEBIBYTE);
    settings.put(StreamsConfig.consumerPrefix("max.partition.fetch.bytes"), 8 * MEBIBYTE);
    settings.put(StreamsConfig.consumerPrefix("receive.buffer.bytes"), MEBIBYTE);
    settings.put(StreamsConfig.producerPrefix("batch.size"), 262_144);
    settings.put(StreamsConfig.producerPrefix("linger.ms"), 20);
    settings.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
    settings.put(StreamsConfig.producerPrefix("buffer.memory"), 64L * MEBIBYTE);
  }
}
