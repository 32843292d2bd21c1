package io.framecount.common.metrics;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where to serve metrics, if at all; the same options for every command that does. */
public final class MetricsOptions {
  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = {
        "Serve /metrics (Prometheus), /healthz and /readyz on this port; 0 takes a free one.",
        "Default: don't."
      })
  private Integer port;

  @Option(
      names = "--metrics-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "Address to serve them at; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
  private String host;

  /** Where, or nothing if not asked for. Has no type of the metrics library in its signature. */
  public Optional<MetricsAddress> address() {
    return Optional.ofNullable(port).map(given -> new MetricsAddress(host, given));
  }
}
