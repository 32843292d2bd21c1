package io.framecount.common.kafka;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Option;

/** How to reach Kafka; the same options for every command that does. */
public final class KafkaOptions {
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          // A topic that was just made is served within moments, and a transactional producer asks
          // twice for whatever coordinator it meets first; a start must not sleep over that. It
          // grows to a second while a cluster is in trouble.
          CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG,
          10,
          // Few clusters collect their clients' metrics, and a client gets ready for it for long.
          CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
          false);

  private static final List<String> OF_REGISTRY =
      List.of("schema.registry.", "basic.auth.", "bearer.auth.");

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT[,…]",
      description = {
        "Brokers to start from.",
        "Default: bootstrap.servers of -X or --command-config, else $KAFKA_BOOTSTRAP_SERVERS,",
        "else 127.0.0.1:9092."
      })
  private String bootstrapServers;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "Properties file with settings of the clients, such as TLS and SASL.")
  private Path commandConfig;

  @Option(
      names = "-X",
      paramLabel = "KEY=VALUE",
      description = "One setting of the Kafka clients; may be repeated, and wins over the file.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** Where to start, as the user said it. */
  public String bootstrapServers() {
    if (bootstrapServers != null) {
      return bootstrapServers;
    }
    String configured = userConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    return configured == null ? usualServers() : configured;
  }

  /**
   * Options for another cluster, with the same {@code -X}.
   *
   * @param commandConfig the other cluster's file, or null for none
   */
  public KafkaOptions elsewhere(String bootstrapServers, Path commandConfig) {
    KafkaOptions other = new KafkaOptions();
    other.bootstrapServers = bootstrapServers;
    other.commandConfig = commandConfig;
    other.overrides = overrides;
    return other;
  }

  private static String usualServers() {
    String servers = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
    return servers == null || servers.isBlank() ? "127.0.0.1:9092" : servers;
  }

  /** The addresses of {@link #bootstrapServers}, one by one. */
  public List<String> bootstrapAddresses() {
    return List.of(bootstrapServers().strip().split("\\s*,\\s*"));
  }

  /**
   * Client settings: what suits all our clients, the given defaults, then the file, then {@code
   * -X}, the later winning.
   *
   * @param defaults what suits the caller's use of the client
   * @return a new, mutable map
   */
  public Map<String, Object> clientConfig(Map<String, ?> defaults) {
    Map<String, Object> config = new HashMap<>(DEFAULTS);
    config.putAll(defaults);
    userConfig().forEach((name, value) -> putUnlessOfRegistry(config, name, value));
    config.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", bootstrapAddresses()));
    return config;
  }

  /** The same file may hold settings of the registry's client, which Kafka's would complain of. */
  private static void putUnlessOfRegistry(Map<String, Object> config, String name, String value) {
    if (OF_REGISTRY.stream().noneMatch(name::startsWith)) {
      config.put(name, value);
    }
  }

  /** What the user set for the clients: the file, then {@code -X}. */
  public Map<String, String> userConfig() {
    Map<String, String> config = new LinkedHashMap<>();
    if (commandConfig != null) {
      config.putAll(load(commandConfig));
    }
    config.putAll(overrides);
    SecretSettings.keep(config);
    return config;
  }

  private static Map<String, String> load(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "cannot read --command-config %s: %s".formatted(file, reason(e)), e);
    }
    Map<String, String> map = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
    return map;
  }

  private static String reason(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.getMessage();
  }
}
