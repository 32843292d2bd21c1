package io.framecount.common.metrics;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for serving metrics, shared by all commands that do. */
public final class MetricsOptions {
  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Serve /metrics (Prometheus), /healthz and /readyz on this port; 0 picks a free "
              + "port. Default: off.")
  private Integer port;

  @Option(
      names = "--metrics-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address to serve metrics on; 0.0.0.0 for all interfaces. Default: "
              + "${DEFAULT-VALUE}.")
  private String host;

  /**
   * Returns the address, or nothing if metrics are off. Has no type of the metrics library in its
   * signature.
   */
  public Optional<MetricsAddress> address() {
    return Optional.ofNullable(port).map(given -> new MetricsAddress(host, given));
  }
}
