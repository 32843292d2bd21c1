package io.framecount.bench.rivals.json2avro;

import io.framecount.Frame;
import io.framecount.common.avro.WireFormat;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tech.allegro.schema.json2avro.converter.JsonAvroConverter;

/**
 * A loader around the library that most people find first for JSON to Avro: allegro's
 * json-avro-converter makes a generic record of each line. It uses the producer of the plain Java
 * loader: tuned like ours, but without transactions. It can't resume, and a bad line ends it.
 */
public final class Json2AvroLoader {
  private static final long MILLIS_A_SECOND = 1000;

  private final JsonAvroConverter converter = new JsonAvroConverter();
  private final GenericDatumWriter<GenericData.Record> writer =
      new GenericDatumWriter<>(Frame.getClassSchema());
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final byte[] header = new byte[WireFormat.HEADER_BYTES];
  private BinaryEncoder encoder;

  private Json2AvroLoader() {
    WireFormat.writeHeader(header, 1);
  }

  /** Arguments: bootstrap servers, topic, gzip file. */
  public static void main(String[] args) throws IOException {
    try (BufferedReader lines = lines(Path.of(args[2]))) {
      new Json2AvroLoader().load(lines, args[0], args[1]);
    }
  }

  private static BufferedReader lines(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file), 64 * 1024), StandardCharsets.UTF_8));
  }

  private void load(BufferedReader lines, String bootstrapServers, String topic)
      throws IOException {
    ByteArraySerializer plain = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings(bootstrapServers), plain, plain)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        GenericData.Record frame =
            converter.convertToGenericDataRecord(
                line.getBytes(StandardCharsets.UTF_8), Frame.getClassSchema());
        byte[] key = frame.get("uid").toString().getBytes(StandardCharsets.UTF_8);
        Future<RecordMetadata> unused =
            producer.send(new ProducerRecord<>(topic, key, encode(frame)));
      }
    }
  }

  /**
   * Encodes a frame. The converter does not scale numbers for timestamps, and the frames have
   * seconds.
   */
  private byte[] encode(GenericData.Record frame) throws IOException {
    frame.put("ts", (long) frame.get("ts") * MILLIS_A_SECOND);
    bytes.reset();
    bytes.write(header);
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    writer.write(frame, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers,
        "batch.size",
        262_144,
        "linger.ms",
        20,
        "compression.type",
        "lz4",
        "buffer.memory",
        64L * 1024 * 1024);
  }
}
