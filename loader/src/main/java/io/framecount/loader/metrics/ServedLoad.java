package io.framecount.loader.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;

/** Measures the load into one cluster. */
final class ServedLoad implements LoadEvents, AutoCloseable {
  private final MeterRegistry registry;
  private final Tag cluster;
  private final LoadMeters meters;
  private final Optional<LoadHealth> health;
  private KafkaClientMetrics client;

  /**
   * @param cluster its role
   * @param health the health to update, if this load counts for it
   */
  ServedLoad(
      MeterRegistry registry,
      String topic,
      String cluster,
      long inputBytes,
      Optional<LoadHealth> health) {
    this.registry = registry;
    this.cluster = Tag.of("cluster", cluster);
    this.health = health;
    meters = new LoadMeters(registry, Tags.of("topic", topic).and(this.cluster), inputBytes);
  }

  @Override
  public synchronized void opened(Producer<?, ?> producer) {
    closed();
    client = new KafkaClientMetrics(producer, Tags.of(cluster));
    client.bindTo(registry);
  }

  @Override
  public synchronized void closed() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  @Override
  public void started() {
    health.ifPresent(LoadHealth::started);
  }

  @Override
  public void committed(LoadSnapshot moment, long nanos) {
    meters.committed(moment, nanos);
    health.ifPresent(known -> known.committed(moment));
  }

  @Override
  public void behind(long records) {
    meters.behind(records);
  }

  @Override
  public void away(boolean now) {
    meters.away(now);
    health.ifPresent(known -> known.away(now));
  }

  @Override
  public void ended() {
    meters.ended();
    health.ifPresent(LoadHealth::ended);
  }

  @Override
  public void close() {
    closed();
  }
}
