package io.framecount.common.registry;

import io.framecount.common.kafka.KafkaOptions;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options for connecting to the schema registry, shared by all commands that do. */
public final class RegistryOptions {
  @Option(
      names = "--schema-registry",
      paramLabel = "URL[,…]",
      description =
          "Schema registry with Confluent's REST API; several URLs are tried in turn. "
              + "Default: schema.registry.url of -X or --command-config, then "
              + "$SCHEMA_REGISTRY_URL, then http://127.0.0.1:8081. Credentials: "
              + "basic.auth.user.info, bearer.auth.token and schema.registry.ssl.* of -X or "
              + "--command-config.")
  private String url;

  /** Returns the same options for a registry at another address. */
  public RegistryOptions elsewhere(String url) {
    RegistryOptions other = new RegistryOptions();
    other.url = url;
    return other;
  }

  /**
   * Returns a client of the registry, without a request yet.
   *
   * @param kafka the options that hold the registry's settings for access, beside those of the
   *     Kafka clients
   */
  public RegistryClient connect(KafkaOptions kafka) {
    return new RegistryClient(RegistrySettings.of(urls(kafka), kafka.userConfig()));
  }

  /**
   * Returns the registry's address and credentials as settings of Confluent's clients, which need
   * to be told the source of the credentials that ours find by themselves.
   */
  public Map<String, String> ofConfluentsClients(KafkaOptions kafka) {
    return RegistrySettings.ofConfluentsClients(urls(kafka), kafka.userConfig());
  }

  private String urls(KafkaOptions kafka) {
    String configured = kafka.userConfig().get(RegistrySettings.PREFIX + "url");
    return url != null ? url : configured != null ? configured : usualUrl();
  }

  private static String usualUrl() {
    String usual = System.getenv("SCHEMA_REGISTRY_URL");
    return usual == null || usual.isBlank() ? "http://127.0.0.1:8081" : usual;
  }
}
