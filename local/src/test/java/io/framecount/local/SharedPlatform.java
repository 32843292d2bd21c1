package io.framecount.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * One {@link LocalPlatform} for all integration tests of a JVM, started by the first and stopped
 * when the JVM ends. Tests share it, so they take names of their own for topics and groups.
 */
public final class SharedPlatform {
  private SharedPlatform() {}

  public static String bootstrapServers() {
    return Holder.PLATFORM.bootstrapServers();
  }

  /** Base address of the registry's Confluent API. */
  public static String registryUrl() {
    return Holder.PLATFORM.registryUrl();
  }

  /** A name that no other test uses, such as {@code frames-1f0c…}. */
  public static String uniqueName(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  /** A new topic with a name of its own. */
  public static String newTopic(String prefix, int partitions) {
    String topic = uniqueName(prefix);
    try (Admin admin = admin()) {
      NewTopic created = new NewTopic(topic, Optional.of(partitions), Optional.empty());
      admin.createTopics(Set.of(created)).all().get();
      awaitLeaders(admin, topic, partitions);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("cannot create " + topic, e);
    }
    return topic;
  }

  /** A producer that is faster than the election would have its first batches refused. */
  private static void awaitLeaders(Admin admin, String topic, int partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int i = 0; i < partitions; i++) {
      ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
    }
    // The client asks again until all partitions have leaders.
    admin.listOffsets(ends).all().get();
  }

  /** A client to look around with; the caller closes it. */
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
