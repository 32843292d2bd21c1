package io.framecount.local;

import io.framecount.local.kafka.KafkaNode;
import io.framecount.local.registry.RegistryProcess;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A running Kafka and a running schema registry, both reachable from this machine only. Kafka lives
 * in this JVM, the registry in a child process that ends with it. Thread-safe.
 */
public final class LocalPlatform implements AutoCloseable {
  private final DataDirectory data;
  private final RegistryProcess registry;
  private final KafkaNode kafka;

  private LocalPlatform(DataDirectory data, RegistryProcess registry, KafkaNode kafka) {
    this.data = data;
    this.registry = registry;
    this.kafka = kafka;
  }

  /**
   * Starts both and returns when both answer, after about five seconds.
   *
   * @throws io.framecount.common.cli.CommandFailure if a port is busy, the data directory is in use
   *     or one of the two does not start; nothing is left running then
   */
  public static LocalPlatform start(Settings settings) {
    DataDirectory data = DataDirectory.open(settings.dataDir());
    try {
      return start(settings, data);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /** Where Kafka clients connect, as {@code host:port}. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Base address of the registry's Confluent API. */
  public String registryUrl() {
    return registry.url();
  }

  /** Completes if the registry's process ends, also after {@link #close}. */
  public CompletableFuture<?> registryEnded() {
    return registry.onExit();
  }

  /** Stops both; topics and schemas are gone if no data directory was given. */
  @Override
  public void close() {
    try (data;
        registry) {
      kafka.close();
    }
  }

  private static LocalPlatform start(Settings settings, DataDirectory data) {
    int kafkaPort = Port.claim(settings.kafkaPort(), "--kafka-port");
    int registryPort = Port.claim(settings.registryPort(), "--registry-port");
    int controllerPort = Port.claim(0, "--kafka-port");
    RegistryProcess registry = RegistryProcess.launch(registryPort, data.directory("registry"));
    KafkaNode kafka = null;
    try {
      Path topics = data.directory("kafka");
      kafka = KafkaNode.start(kafkaPort, controllerPort, topics, settings.partitions());
      registry.awaitReady();
      return new LocalPlatform(data, registry, kafka);
    } catch (RuntimeException e) {
      registry.close();
      if (kafka != null) {
        kafka.close();
      }
      throw e;
    }
  }
}
