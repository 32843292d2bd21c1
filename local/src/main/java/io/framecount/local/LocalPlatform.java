package io.framecount.local;

import io.framecount.local.kafka.KafkaNode;
import io.framecount.local.kafka.Ports;
import io.framecount.local.kafka.Security;
import io.framecount.local.registry.RegistryProcess;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A running Kafka and a running schema registry, both reachable from this machine only. Kafka lives
 * in this JVM, the registry in a child process that ends with it. Thread-safe.
 */
public final class LocalPlatform implements AutoCloseable {
  private final DataDirectory data;
  private final RegistryProcess registry;
  private final KafkaNode kafka;
  private final Optional<Security> security;

  private LocalPlatform(
      DataDirectory data, RegistryProcess registry, KafkaNode kafka, Optional<Security> security) {
    this.security = security;
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
    Deque<AutoCloseable> started = new ArrayDeque<>();
    try {
      DataDirectory data = DataDirectory.open(settings.dataDir());
      started.push(data);
      return start(settings, data, started);
    } catch (Throwable e) {
      stop(started, e);
      throw e;
    }
  }

  /** Returns where Kafka clients connect, as {@code host:port}. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Returns the base address of the registry's Confluent API. */
  public String registryUrl() {
    return registry.url();
  }

  /**
   * Returns the client configuration of the user who may do everything; empty if Kafka requires
   * none.
   */
  public Optional<Path> clientProperties() {
    return security.map(Security::clientProperties);
  }

  /** Returns the client configuration of another user of the settings. */
  public Optional<Path> clientProperties(String user) {
    return security.map(known -> known.clientProperties(user));
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

  private static LocalPlatform start(
      Settings settings, DataDirectory data, Deque<AutoCloseable> started) {
    int kafkaPort = Port.claim(settings.kafkaPort(), "--kafka-port");
    int registryPort = Port.claim(settings.registryPort(), "--registry-port");
    Ports ports =
        new Ports(
            kafkaPort,
            settings.secure() ? Port.claim(0, "--kafka-port") : kafkaPort,
            Port.claim(0, "--kafka-port"));
    // The registry takes longest and has its own process: it starts while Kafka does.
    RegistryProcess registry = RegistryProcess.launch(registryPort, data.directory("registry"));
    started.push(registry);
    Path topics = data.directory("kafka");
    Optional<Security> security =
        settings.secure()
            ? Optional.of(Security.make(data.emptyDirectory("security"), settings.users()))
            : Optional.empty();
    KafkaNode kafka =
        KafkaNode.start(ports, topics, settings.partitions(), settings.createsTopics(), security);
    started.push(kafka);
    registry.awaitReady();
    return new LocalPlatform(data, registry, kafka, security);
  }

  private static void stop(Deque<AutoCloseable> started, Throwable reason) {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        reason.addSuppressed(e);
      }
    }
  }
}
