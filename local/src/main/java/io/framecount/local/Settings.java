package io.framecount.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link LocalPlatform} is started with.
 *
 * @param kafkaPort port of the broker on 127.0.0.1, 0 for a free one
 * @param registryPort port of the schema registry on 127.0.0.1, 0 for a free one
 * @param dataDir where topics and schemas are kept; empty for a temporary directory that is deleted
 *     on close
 * @param partitions partitions of a topic created without saying how many, at least 1
 * @param secure whether the broker asks for TLS and a password
 * @param users who gets in beside the first user, and may do only what ACLs allow; if there are
 *     any, the broker checks rights
 */
public record Settings(
    int kafkaPort,
    int registryPort,
    Optional<Path> dataDir,
    int partitions,
    boolean secure,
    List<String> users) {
  /** Enough that several counters can share the work, few enough for a laptop. */
  public static final int DEFAULT_PARTITIONS = 4;

  /** Free ports, nothing kept: what tests want. */
  public static Settings temporary() {
    return new Settings(0, 0, Optional.empty(), DEFAULT_PARTITIONS, false, List.of());
  }

  /** Free ports, topics and schemas kept in the given directory. */
  public static Settings keptIn(Path dataDir) {
    return new Settings(0, 0, Optional.of(dataDir), DEFAULT_PARTITIONS, false, List.of());
  }

  /** The same with a broker that asks for TLS and a password. */
  public Settings secured() {
    return new Settings(kafkaPort, registryPort, dataDir, partitions, true, users);
  }

  /** The same with a broker that knows these users, too, and checks what they may do. */
  public Settings withUsers(String... names) {
    return new Settings(kafkaPort, registryPort, dataDir, partitions, true, List.of(names));
  }
}
