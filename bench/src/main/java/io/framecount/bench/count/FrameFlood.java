package io.framecount.bench.count;

import io.framecount.Frame;
import io.framecount.common.avro.WireFormat;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.registry.Subjects;
import io.framecount.common.registry.WrittenSchema;
import io.framecount.loader.convert.AvroBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with the frames of a sequence, keyed by user. */
public final class FrameFlood {
  private static final int PARTITIONS = 4;

  private FrameFlood() {}

  /**
   * Arguments: bootstrap servers, registry URL, topic, number of frames, and perhaps partitions and
   * users. The same numbers give the same frames.
   */
  public static void main(String[] args) {
    FrameSequence dense = FrameSequence.dense(Long.parseLong(args[3]));
    FrameSequence frames =
        args.length > 5 ? new FrameSequence(dense.frames(), Integer.parseInt(args[5])) : dense;
    int partitions = args.length > 4 ? Integer.parseInt(args[4]) : PARTITIONS;
    fill(args[0], args[1], args[2], partitions, frames);
  }

  /** Makes the topic and its subject, and fills it. */
  public static void fill(
      String bootstrapServers,
      String registryUrl,
      String topic,
      int partitions,
      FrameSequence frames) {
    var registry = new RegistryOptions().elsewhere(registryUrl).connect(new KafkaOptions());
    int id =
        new Subjects(registry)
            .resolve(
                Subjects.ofValues(topic), WrittenSchema.ofContract(Frame.getClassSchema()), true)
            .id();
    try (KafkaConnection kafka =
        KafkaConnection.open(new KafkaOptions().elsewhere(bootstrapServers, null))) {
      kafka.topics().create(topic, partitions, Map.of("retention.ms", "-1"));
    }
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "batch.size",
            262_144,
            "linger.ms",
            20,
            "compression.type",
            "lz4");
    ByteArraySerializer plain = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, plain, plain)) {
      send(producer, topic, id, frames);
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, int schemaId, FrameSequence frames) {
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, schemaId);
    AvroBuffer value = new AvroBuffer(64);
    frames.forEach(
        (number, millis) -> {
          byte[] user = user(number);
          value.clear();
          value.writeFixed(header, 0, header.length);
          value.writeBytes(user, 0, user.length);
          value.writeLong(millis);
          Future<RecordMetadata> unused =
              producer.send(new ProducerRecord<>(topic, user, value.toByteArray()));
        });
  }

  /** Returns an id of nineteen characters, a usual length. */
  private static byte[] user(int number) {
    String hex = Long.toHexString(number * 0x9E3779B97F4A7C15L | 1L << 63);
    return ("abc" + hex).getBytes(StandardCharsets.US_ASCII);
  }
}
