package io.framecount.bench.count;

import io.framecount.Frame;
import io.framecount.common.avro.WireFormat;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.registry.Subjects;
import io.framecount.loader.convert.AvroBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills a topic with frames of a dense replay: 60,000 a minute of about 45,000 users, in the order
 * of their time, keyed by user.
 */
public final class FrameFlood {
  private static final long START = 1_468_244_340_000L;
  private static final String PARTITIONS = "4";
  private static final int A_MINUTE = 60_000;

  /** Draws of 60,000 from so many meet about 45,000 different ones. */
  private static final int USERS = 98_000;

  private FrameFlood() {}

  /**
   * Arguments: bootstrap servers, registry URL, topic, number of frames, and perhaps partitions.
   * The same number gives the same frames.
   */
  public static void main(String[] args) {
    String topic = args[2];
    long frames = Long.parseLong(args[3]);
    var registry = new RegistryOptions().elsewhere(args[1]).connect(new KafkaOptions());
    int id =
        new Subjects(registry).resolve(Subjects.ofValues(topic), Frame.getClassSchema(), true).id();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            args[0],
            "batch.size",
            262_144,
            "linger.ms",
            20,
            "compression.type",
            "lz4");
    ByteArraySerializer plain = new ByteArraySerializer();
    try (KafkaConnection kafka =
        KafkaConnection.open(new KafkaOptions().elsewhere(args[0], null))) {
      int partitions = Integer.parseInt(args.length > 4 ? args[4] : PARTITIONS);
      kafka.topics().create(topic, partitions, Map.of());
    }
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, plain, plain)) {
      fill(producer, topic, id, frames);
    }
  }

  private static void fill(
      KafkaProducer<byte[], byte[]> producer, String topic, int schemaId, long frames) {
    SplittableRandom random = new SplittableRandom(7);
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, schemaId);
    AvroBuffer value = new AvroBuffer(64);
    for (long i = 0; i < frames; i++) {
      byte[] user = user(random.nextInt(USERS));
      value.clear();
      value.writeFixed(header, 0, header.length);
      value.writeBytes(user, 0, user.length);
      value.writeLong(START + i * 60_000 / A_MINUTE);
      Future<RecordMetadata> unused =
          producer.send(new ProducerRecord<>(topic, user, value.toByteArray()));
    }
  }

  /** Nineteen characters, as ids of users often are. */
  private static byte[] user(int number) {
    String hex = Long.toHexString(number * 0x9E3779B97F4A7C15L | 1L << 63);
    return ("abc" + hex).getBytes(StandardCharsets.US_ASCII);
  }
}
