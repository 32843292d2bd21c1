package io.framecount.local;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * One {@link LocalPlatform} for all integration tests of a JVM, started by the first and stopped
 * when the JVM ends. Tests share it, so each uses its own names for topics and groups.
 */
public final class SharedPlatform {
  private SharedPlatform() {}

  public static String bootstrapServers() {
    return Holder.PLATFORM.bootstrapServers();
  }

  /** Returns the base address of the registry's Confluent API. */
  public static String registryUrl() {
    return Holder.PLATFORM.registryUrl();
  }

  /** Returns the registry, for requests of other clients. */
  public static Registry registry() {
    return new Registry(registryUrl());
  }

  /** Returns a name that no other test uses, such as {@code frames-1f0c…}. */
  public static String uniqueName(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  /** Creates a topic with a unique name. */
  public static String newTopic(String prefix, int partitions) {
    String topic = uniqueName(prefix);
    KafkaOptions options = new KafkaOptions().elsewhere(bootstrapServers(), null);
    try (KafkaConnection kafka = KafkaConnection.open(options)) {
      kafka.topics().create(topic, partitions, Map.of());
    }
    return topic;
  }

  /** Returns a client of the cluster; the caller closes it. */
  public static Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
  }

  private static final class Holder {
    static final LocalPlatform PLATFORM = start();

    private static LocalPlatform start() {
      LocalPlatform platform = LocalPlatform.start(Settings.temporary());
      Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "stop-shared-platform"));
      return platform;
    }
  }
}
