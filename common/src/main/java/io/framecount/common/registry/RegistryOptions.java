package io.framecount.common.registry;

import picocli.CommandLine.Option;

/** How to reach the schema registry; the same option for every command that does. */
public final class RegistryOptions {
  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      defaultValue = "${env:SCHEMA_REGISTRY_URL:-http://127.0.0.1:8081}",
      description = {
        "Schema registry that speaks Confluent's REST API.",
        "Default: $SCHEMA_REGISTRY_URL, else http://127.0.0.1:8081."
      })
  private String url;

  /** The same options for a registry at another address. */
  public RegistryOptions elsewhere(String url) {
    RegistryOptions other = new RegistryOptions();
    other.url = url;
    return other;
  }

  public String url() {
    return url;
  }

  /** A client of that registry. Nothing is asked of it yet. */
  public RegistryClient connect() {
    return new RegistryClient(url);
  }
}
