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

  /** The same options for a registry at another address. */
  public RegistryOptions elsewhere(String url) {
    RegistryOptions other = new RegistryOptions();
    other.url = url;
    return other;
  }

  /**
   * A client of that registry. Nothing is asked of it yet.
   *
   * @param kafka holds the settings that say how to get in, beside those of the Kafka clients
   */
  public RegistryClient connect(KafkaOptions kafka) {
    return new RegistryClient(RegistrySettings.of(urls(kafka), kafka.userConfig()));
  }

  /**
   * Returns where that registry is and how to get in, in the words of Confluent's clients, which
   * want to be told where the credentials are that ours find by themselves.
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
