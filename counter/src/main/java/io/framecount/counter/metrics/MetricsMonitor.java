package io.framecount.counter.metrics;

import io.framecount.common.metrics.MetricsAddress;
import io.framecount.common.metrics.MetricsServer;
import io.framecount.counter.merge.Merger;
import io.framecount.counter.progress.Tally;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Serves the metrics and health of a run over HTTP. */
public final class MetricsMonitor implements CountMonitor {
  private final CounterHealth health = new CounterHealth(System::nanoTime);
  private final MetricsServer server;
  private final CombinerMeters meters;
  private final List<KafkaClientMetrics> clients = new ArrayList<>();
  private final Tags tags;
  private KafkaStreamsMetrics streams;

  private MetricsMonitor(MetricsAddress address, Tags tags) {
    server = MetricsServer.start(address, health);
    meters = new CombinerMeters(server.registry(), tags);
    this.tags = tags;
  }

  /**
   * Starts to serve.
   *
   * @param source topic of the frames
   * @param output topic of the rows
   * @param say takes a line with the address
   */
  public static CountMonitor start(
      MetricsAddress address, String source, String output, Consumer<String> say) {
    Tags tags = Tags.of("topic", source, "output", output);
    MetricsMonitor monitor = new MetricsMonitor(address, tags);
    say.accept("metrics at " + monitor.server.url());
    return monitor;
  }

  @Override
  public void watch(Merger merger) {
    health.watch(merger::failed);
    Gauge.builder("framecount.state.windows", merger, Merger::windows)
        .description("Windows and groups whose state is kept, roughly")
        .tags(tags)
        .register(server.registry());
    streams = new KafkaStreamsMetrics(merger.streams());
    streams.bindTo(server.registry());
    FunctionCounter.builder("framecount.frames.late", merger, Merger::lateFrames)
        .description("Frames that came after their window's state was given up")
        .tags(tags)
        .register(server.registry());
  }

  @Override
  public void merging() {
    health.joined(true);
    health.committed();
  }

  @Override
  public void opened(
      org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Producer<?, ?> producer) {
    clients.add(new KafkaClientMetrics(consumer));
    clients.add(new KafkaClientMetrics(producer));
    clients.forEach(client -> client.bindTo(server.registry()));
  }

  @Override
  public void closed() {
    health.joined(false);
    clients.forEach(KafkaClientMetrics::close);
    clients.clear();
  }

  @Override
  public void joined() {
    health.joined(true);
  }

  @Override
  public void round(Tally tally, Tally committed, long lag, int windows) {
    health.round(tally, committed, lag);
    meters.round(tally, committed, lag, windows);
  }

  @Override
  public void committed(long nanos, long oldestMillis) {
    health.committed();
    meters.committed(nanos, oldestMillis < 0 ? -1 : age(oldestMillis));
  }

  @Override
  public void hidden(long offsets, Duration standstill) {
    meters.hidden(offsets, standstill);
  }

  @Override
  public void close() {
    closed();
    if (streams != null) {
      streams.close();
    }
    server.close();
  }

  /** Never negative, though clocks may differ. */
  private static long age(long millis) {
    return Math.max(0, System.currentTimeMillis() - millis);
  }
}
