package io.framecount.common.kafka;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;
import org.apache.kafka.common.security.JaasUtils;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options for connecting to Kafka, shared by all commands that do. */
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

  /** SASL mechanisms by the login class of a JAAS entry; Kerberos is Kafka's default. */
  private static final Map<String, String> MECHANISMS =
      Map.of(
          "PlainLoginModule", "PLAIN",
          "ScramLoginModule", "SCRAM-SHA-512 or SCRAM-SHA-256",
          "OAuthBearerLoginModule", "OAUTHBEARER");

  /**
   * The settings that name the source of a token, by the system property that allows the source.
   */
  private static final Map<String, List<String>> TOKENS_BY =
      Map.of(
          BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_URLS_CONFIG,
          List.of(
              SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL,
              SaslConfigs.SASL_OAUTHBEARER_JWKS_ENDPOINT_URL),
          BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_FILES_CONFIG,
          List.of(
              SaslConfigs.SASL_OAUTHBEARER_ASSERTION_FILE,
              SaslConfigs.SASL_OAUTHBEARER_ASSERTION_PRIVATE_KEY_FILE,
              SaslConfigs.SASL_OAUTHBEARER_ASSERTION_TEMPLATE_FILE));

  /** Addresses allowed so far, for all clusters of this process. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_URLS_CONFIG,
          new ConcurrentSkipListSet<>(),
          BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_FILES_CONFIG,
          new ConcurrentSkipListSet<>());

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private final AtomicBoolean told = new AtomicBoolean();
  private Map<String, String> userConfig;

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT[,…]",
      description =
          "Brokers to connect to first. Default: bootstrap.servers of -X or --command-config, "
              + "then $KAFKA_BOOTSTRAP_SERVERS, then 127.0.0.1:9092.")
  private String bootstrapServers;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "Properties file with client settings, such as TLS and SASL.")
  private Path commandConfig;

  @Option(
      names = "-X",
      paramLabel = "KEY=VALUE",
      description = "Client setting; repeatable, and overrides --command-config.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** Returns the bootstrap addresses as the user wrote them. */
  public String bootstrapServers() {
    if (bootstrapServers != null) {
      return bootstrapServers;
    }
    String configured = userConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    return configured == null ? usualServers() : configured;
  }

  /**
   * Returns options for another cluster, with the same {@code -X}.
   *
   * @param commandConfig the other cluster's file, or null for none
   */
  public KafkaOptions elsewhere(String bootstrapServers, Path commandConfig) {
    KafkaOptions other = new KafkaOptions();
    other.bootstrapServers = bootstrapServers;
    other.commandConfig = commandConfig;
    other.overrides = overrides;
    other.command = command;
    return other;
  }

  private static String usualServers() {
    String servers = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
    return servers == null || servers.isBlank() ? "127.0.0.1:9092" : servers;
  }

  /** Returns the single addresses of {@link #bootstrapServers}. */
  public List<String> bootstrapAddresses() {
    return List.of(bootstrapServers().strip().split("\\s*,\\s*"));
  }

  /**
   * Client settings: what suits all our clients, the given defaults, then the file, then {@code
   * -X}, the later winning.
   *
   * @param defaults what suits the caller's use of the client
   * @return a new, mutable map
   * @throws CommandFailure if they can't be had, or would leave out the security they speak of
   */
  public Map<String, Object> clientConfig(Map<String, ?> defaults) {
    Map<String, String> user = userConfig();
    requireProtocol(user);
    allowTokens(user);
    Map<String, Object> config = new HashMap<>(DEFAULTS);
    config.putAll(defaults);
    user.forEach((name, value) -> putUnlessOfRegistry(config, name, value));
    config.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", bootstrapAddresses()));
    return config;
  }

  /** Removes settings of the registry's client, about which Kafka's client would complain. */
  private static void putUnlessOfRegistry(Map<String, Object> config, String name, String value) {
    if (OF_REGISTRY.stream().noneMatch(name::startsWith)) {
      config.put(name, value);
    }
  }

  /**
   * Returns the user's settings of clients: the file, then {@code -X}, with references resolved.
   * The file is read once, because it may be a pipe.
   */
  public synchronized Map<String, String> userConfig() {
    if (userConfig == null) {
      Map<String, String> config = new LinkedHashMap<>();
      if (commandConfig != null) {
        config.putAll(SettingsFile.read(commandConfig));
      }
      config.putAll(overrides);
      // What a reference stands for, and the other settings, as a failure may quote either.
      SecretSettings.keep(config);
      config = SettingsFile.resolved(config);
      SecretSettings.keep(config);
      userConfig = config;
    }
    return new LinkedHashMap<>(userConfig);
  }

  /**
   * A setting that no client of ours knows.
   *
   * @param meant what it is probably called, or nothing if it may be for a serde or a plug-in
   */
  public record Doubt(String name, Optional<String> meant) {}

  /** Returns the settings that probably have no effect. */
  public List<Doubt> doubts() {
    return userConfig().keySet().stream()
        .filter(name -> !SettingNames.known(name))
        .map(name -> new Doubt(name, SettingNames.meant(name)))
        .toList();
  }

  /** Warns once about misspelt settings, but not about unknown ones, which may be for a serde. */
  void tellDoubts() {
    boolean first = told.compareAndSet(false, true);
    if (first && command != null && command.commandLine() != null) {
      for (Doubt doubt : doubts()) {
        doubt
            .meant()
            .ifPresent(
                meant ->
                    command
                        .commandLine()
                        .getErr()
                        .println(
                            "warning: no client knows the setting %s, so it does nothing; use %s"
                                .formatted(doubt.name(), meant)));
      }
    }
  }

  /**
   * Fails if settings of TLS or SASL are given without the protocol: Kafka's clients would use
   * plain text, and the user has forgotten or misspelt the setting.
   */
  private static void requireProtocol(Map<String, String> config) {
    if (!config.containsKey(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG)) {
      config.keySet().stream()
          .filter(SettingNames::ofSecurity)
          .findFirst()
          .ifPresent(
              name -> {
                throw new CommandFailure(
                    ExitCode.USAGE,
                    "the setting %s is given, but not %s, without which all would go in plain text; set it to SASL_SSL, SSL, SASL_PLAINTEXT or PLAINTEXT"
                        .formatted(name, CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
              });
    } else if (config
        .get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG)
        .strip()
        .toUpperCase(Locale.ROOT)
        .startsWith("SASL_")) {
      requireLogin(config);
    }
  }

  private static void requireLogin(Map<String, String> config) {
    String protocol =
        "%s=%s"
            .formatted(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                config.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
    String login = config.get(SaslConfigs.SASL_JAAS_CONFIG);
    if (login == null) {
      if (System.getProperty(JaasUtils.JAVA_LOGIN_CONFIG_PARAM) == null) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "%s needs %s, which says with which user and password"
                .formatted(protocol, SaslConfigs.SASL_JAAS_CONFIG));
      }
    } else if (!config.containsKey(SaslConfigs.SASL_MECHANISM)) {
      MECHANISMS.forEach(
          (module, mechanism) -> {
            if (login.contains(module)) {
              throw new CommandFailure(
                  ExitCode.USAGE,
                  "%s with %s needs %s=%s; without it, Kafka's clients log in by Kerberos"
                      .formatted(protocol, module, SaslConfigs.SASL_MECHANISM, mechanism));
            }
          });
    }
  }

  /**
   * Allows the user's own addresses and files for tokens. Kafka's client uses none unless a system
   * property allows it, in case the settings come from somebody else.
   */
  private static synchronized void allowTokens(Map<String, String> config) {
    ALLOWED.forEach((property, allowed) -> allow(property, allowed, config));
  }

  private static void allow(String property, Set<String> allowed, Map<String, String> config) {
    String given = System.getProperty(property);
    if (given == null || given.equals(String.join(",", allowed))) {
      for (String name : TOKENS_BY.get(property)) {
        Optional.ofNullable(config.get(name)).map(String::strip).ifPresent(allowed::add);
      }
      if (!allowed.isEmpty()) {
        System.setProperty(property, String.join(",", allowed));
      }
    }
  }
}
