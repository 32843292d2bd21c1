package io.framecount.loader.command.option;

import io.framecount.loader.produce.Guarantee;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options for sending records. */
public final class ProducerOptions {
  /** Time limit of a transaction, unless {@code -X} sets another. */
  public static final int TRANSACTION_TIMEOUT_MILLIS = 60_000;

  private static final int LEAST_REQUEST_BYTES = 1024 * 1024;
  private static final long LONGEST_REQUEST_MILLIS = 30_000;

  @Option(
      names = "--delivery",
      paramLabel = "GUARANTEE",
      defaultValue = "exactly-once",
      converter = GuaranteeConverter.class,
      description =
          "exactly-once (transactions carry frames and progress together), at-least-once, or"
              + " fire-and-forget (acks=1, no idempotence, no progress). Default: ${DEFAULT-VALUE}.")
  private Guarantee guarantee;

  @Option(
      names = "--batch-size",
      paramLabel = "BYTES",
      defaultValue = "262144",
      description = "Producer's batch.size. Default: ${DEFAULT-VALUE}.")
  private int batchSize;

  @Option(
      names = "--linger-ms",
      paramLabel = "MS",
      defaultValue = "20",
      description = "Producer's linger.ms. Default: ${DEFAULT-VALUE}.")
  private int lingerMs;

  @Option(
      names = "--compression",
      paramLabel = "CODEC",
      defaultValue = "lz4",
      description =
          "Producer's compression.type: none, lz4, zstd, snappy, gzip. Default: ${DEFAULT-VALUE}.")
  private Codec codec;

  @Option(
      names = "--acks",
      paramLabel = "ACKS",
      description = "Producer's acks: all, 1 or 0. Default: what --delivery needs.")
  private String acks;

  /** The codecs that Kafka has. */
  enum Codec {
    NONE,
    LZ4,
    ZSTD,
    SNAPPY,
    GZIP
  }

  public Guarantee guarantee() {
    return guarantee;
  }

  /** Returns whether all in-sync copies must have a record before it counts. */
  public boolean acksAll() {
    return acks == null
        ? guarantee != Guarantee.FIRE_AND_FORGET
        : !acks.equals("1") && !acks.equals("0");
  }

  /** Returns the fault in these options; empty if there is none. */
  public Optional<String> problem() {
    if (acks == null || acks.equals("all") || acks.equals("-1")) {
      return Optional.empty();
    }
    if (!acks.equals("1") && !acks.equals("0")) {
      return Optional.of("--acks must be all, 1 or 0, not '%s'".formatted(acks));
    }
    return guarantee == Guarantee.FIRE_AND_FORGET
        ? Optional.empty()
        : Optional.of(
            "--delivery %s needs --acks all; use --delivery fire-and-forget for --acks %s"
                .formatted(guarantee, acks));
  }

  /**
   * Returns the settings of the producer, and with them how long it keeps trying by itself.
   *
   * @param identity names the load: two of the same identity never write at the same time
   * @param largestRecord in bytes
   * @param dropAfter how long to try to deliver a record before it is dropped; empty if none may be
   */
  public Map<String, Object> config(
      String identity, int largestRecord, Optional<Duration> dropAfter) {
    Map<String, Object> config = new HashMap<>(guarantee.config());
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, batchSize);
    config.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, codec.name().toLowerCase(Locale.ROOT));
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    config.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.max(largestRecord, LEAST_REQUEST_BYTES));
    if (acks != null) {
      config.put(ProducerConfig.ACKS_CONFIG, acks);
    }
    if (guarantee == Guarantee.EXACTLY_ONCE) {
      // The client's own patience is as long as a transaction may last; after that, the load
      // starts over from its last commit.
      config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, identity);
      config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    } else if (dropAfter.isPresent()) {
      limitPatience(config, dropAfter.get().toMillis());
    } else {
      config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
      config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) Integer.MAX_VALUE);
    }
    return config;
  }

  private void limitPatience(Map<String, Object> config, long millis) {
    long request = Math.max(1, Math.min(LONGEST_REQUEST_MILLIS, millis - lingerMs));
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) request);
    config.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) Math.max(millis, request + lingerMs));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    // Else the client forgets the partitions once no broker answers, and then each single record
    // waits for them for that long, instead of all at once in the buffer.
    config.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
  }

  /** Reads a guarantee as users write it. */
  static final class GuaranteeConverter implements ITypeConverter<Guarantee> {
    @Override
    public Guarantee convert(String value) {
      return Arrays.stream(Guarantee.values())
          .filter(guarantee -> guarantee.toString().equalsIgnoreCase(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is none of %s"
                          .formatted(
                              value,
                              Arrays.stream(Guarantee.values())
                                  .map(Guarantee::toString)
                                  .collect(Collectors.joining(", ")))));
    }
  }
}
