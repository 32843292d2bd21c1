package io.framecount.loader.metrics;

import io.framecount.common.metrics.MetricsAddress;
import io.framecount.common.metrics.MetricsServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Serves a load's numbers and health over HTTP. The health is that of the first cluster's load. */
public final class ServedLoadInstruments implements LoadInstruments {
  private final LoadHealth health;
  private final MetricsServer server;
  private final String topic;
  private final long inputBytes;
  private final List<ServedLoad> loads = new ArrayList<>();

  private ServedLoadInstruments(
      MetricsAddress address, String topic, long inputBytes, boolean mayPause) {
    this.topic = topic;
    this.inputBytes = inputBytes;
    health = new LoadHealth(mayPause, System::nanoTime);
    server = MetricsServer.start(address, health);
  }

  /**
   * Starts to serve.
   *
   * @param inputBytes bytes to load; negative if not known
   * @param mayPause whether it is no illness if nothing comes
   * @param say is told the address
   */
  public static LoadInstruments start(
      MetricsAddress address,
      String topic,
      long inputBytes,
      boolean mayPause,
      Consumer<String> say) {
    ServedLoadInstruments instruments =
        new ServedLoadInstruments(address, topic, inputBytes, mayPause);
    say.accept("metrics at " + instruments.server.url());
    return instruments;
  }

  @Override
  public LoadEvents first() {
    return load("first", Optional.of(health));
  }

  @Override
  public LoadEvents mirror() {
    return load("mirror", Optional.empty());
  }

  @Override
  public void close() {
    loads.forEach(ServedLoad::close);
    server.close();
  }

  private LoadEvents load(String cluster, Optional<LoadHealth> told) {
    ServedLoad load = new ServedLoad(server.registry(), topic, cluster, inputBytes, told);
    loads.add(load);
    return load;
  }
}
