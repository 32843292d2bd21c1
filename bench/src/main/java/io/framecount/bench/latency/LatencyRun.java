package io.framecount.bench.latency;

import io.framecount.Frame;
import io.framecount.WindowCount;
import io.framecount.common.avro.WireFormat;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.registry.Subjects;
import io.framecount.common.registry.WrittenSchema;
import io.framecount.loader.convert.AvroBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends current frames at a steady rate while a counter runs, and prints the time from a frame's
 * arrival at the broker until a reader of the results saw it counted.
 */
public final class LatencyRun {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int USERS = 100_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final byte[] header = new byte[WireFormat.HEADER_BYTES];
  private final AtomicLong arrived = new AtomicLong();
  private final Delays delays = new Delays();

  private LatencyRun(String bootstrapServers, String topic, int schemaId) {
    ByteArraySerializer plain = new ByteArraySerializer();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5, "acks", "all"),
            plain,
            plain);
    this.topic = topic;
    WireFormat.writeHeader(header, schemaId);
  }

  /**
   * Arguments: bootstrap servers, registry URL, topic, frames a second, seconds; a counter of the
   * topic must be running.
   */
  public static void main(String[] args) throws InterruptedException {
    Locale.setDefault(Locale.ROOT);
    RegistryClient registry = new RegistryOptions().elsewhere(args[1]).connect(new KafkaOptions());
    int id =
        new Subjects(registry)
            .resolve(
                Subjects.ofValues(args[2]), WrittenSchema.ofContract(Frame.getClassSchema()), true)
            .id();
    LatencyRun run = new LatencyRun(args[0], args[2], id);
    CountWatch watch =
        new CountWatch(
            args[0],
            args[2] + "-counts",
            new WireSerdes(registry::byId).deserializer(WindowCount.getClassSchema()),
            run.delays);
    run.print(watch, Integer.parseInt(args[3]), Integer.parseInt(args[4]));
  }

  private void print(CountWatch watch, int rate, int seconds) throws InterruptedException {
    Thread reader = new Thread(watch, "reader");
    reader.start();
    long start = System.nanoTime();
    watch.endAt(send(rate, seconds));
    reader.join();
    List<Double> millis = delays.millis(start + TimeUnit.SECONDS.toNanos(seconds) / 4);
    System.out.printf(
        "| %,d frames/s | p50 %.0f ms | p99 %.0f ms | max %.0f ms |%n",
        rate, at(millis, 0.5), at(millis, 0.99), at(millis, 1));
  }

  /** Sends for some seconds and returns the number of frames. */
  private long send(int rate, int seconds) {
    SplittableRandom random = new SplittableRandom(3);
    AvroBuffer value = new AvroBuffer(64);
    long start = System.nanoTime();
    long sent = 0;
    for (long step = start; step - start < TimeUnit.SECONDS.toNanos(seconds); step += STEP_NANOS) {
      LockSupport.parkNanos(step - System.nanoTime());
      long due = (System.nanoTime() - start) / 1_000 * rate / 1_000_000;
      for (; sent < due; sent++) {
        send(("user-" + random.nextInt(USERS)).getBytes(StandardCharsets.US_ASCII), value);
      }
      delays.sent(System.nanoTime(), arrived.get());
    }
    producer.close();
    return sent;
  }

  private void send(byte[] user, AvroBuffer value) {
    value.clear();
    value.writeFixed(header, 0, header.length);
    value.writeBytes(user, 0, user.length);
    value.writeLong(System.currentTimeMillis());
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic, user, value.toByteArray()),
            (metadata, failure) -> arrived.incrementAndGet());
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }
}
