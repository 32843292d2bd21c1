package io.framecount.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a {@link LocalPlatform}.
 *
 * @param kafkaPort port of the broker on 127.0.0.1, 0 for a free one
 * @param registryPort port of the schema registry on 127.0.0.1, 0 for a free one
 * @param dataDir directory of topics and schemas; empty for a temporary one that is deleted on
 *     close
 * @param partitions number of partitions of a topic created without a number, at least 1
 * @param createsTopics whether the first client that names a topic creates it
 * @param secure whether the broker requires TLS and a password
 * @param users users beside the first one, with no rights but those that ACLs allow; if there are
 *     any, the broker checks rights
 */
public record Settings(
    int kafkaPort,
    int registryPort,
    Optional<Path> dataDir,
    int partitions,
    boolean createsTopics,
    boolean secure,
    List<String> users) {
  /** Enough for several counters to share the work, few enough for a laptop. */
  public static final int DEFAULT_PARTITIONS = 4;

  /**
   * Returns settings with free ports that keep nothing and create no topic by themselves, as tests
   * want them.
   */
  public static Settings temporary() {
    return new Settings(0, 0, Optional.empty(), DEFAULT_PARTITIONS, false, false, List.of());
  }

  /** Returns settings with free ports that keep topics and schemas in the given directory. */
  public static Settings keptIn(Path dataDir) {
    return new Settings(0, 0, Optional.of(dataDir), DEFAULT_PARTITIONS, false, false, List.of());
  }

  /** Returns these settings with a broker that requires TLS and a password. */
  public Settings secured() {
    return secured(users);
  }

  /** Returns these settings with more users, and a broker that checks their rights. */
  public Settings withUsers(String... names) {
    return secured(List.of(names));
  }

  private Settings secured(List<String> others) {
    return new Settings(kafkaPort, registryPort, dataDir, partitions, createsTopics, true, others);
  }
}
