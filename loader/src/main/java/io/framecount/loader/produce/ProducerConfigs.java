package io.framecount.loader.produce;

import io.framecount.loader.command.option.ProducerOptions;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of the client, and with them how long it tries by itself. */
final class ProducerConfigs {
  private static final int MIN_REQUEST_BYTES = 1024 * 1024;
  private static final long LONGEST_REQUEST_MILLIS = 30_000;

  private ProducerConfigs() {}

  static Map<String, Object> of(
      ProducerOptions options, String identity, int largestRecord, Optional<DroppedRecords> drops) {
    Map<String, Object> config = options.config();
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.max(largestRecord, MIN_REQUEST_BYTES));
    if (options.guarantee() == Guarantee.EXACTLY_ONCE) {
      // The client's own patience is as long as a transaction may last; after that, the load
      // starts over from its last commit.
      config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, identity);
      config.put(
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, ProducerOptions.TRANSACTION_TIMEOUT_MILLIS);
    } else if (drops.isPresent()) {
      limited(config, drops.get().patience().toMillis());
    } else {
      config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
      config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) Integer.MAX_VALUE);
    }
    return config;
  }

  private static void limited(Map<String, Object> config, long millis) {
    long linger = ((Number) config.get(ProducerConfig.LINGER_MS_CONFIG)).longValue();
    long request = Math.max(1, Math.min(LONGEST_REQUEST_MILLIS, millis - linger));
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) request);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) Math.max(millis, request + linger));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    // Else the client forgets the partitions once no broker answers, and then each single record
    // waits for them for that long, instead of all at once in the buffer.
    config.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
  }
}
