package io.framecount.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The loader that a Java developer writes in an afternoon: readLine, a JSON tree, a generic record.
 * Its producer is tuned like ours, but without transactions. It can't resume, and a bad line ends
 * it.
 */
public final class PlainLoader {
  private PlainLoader() {}

  /** Arguments: bootstrap servers, topic, gzip file. */
  public static void main(String[] args) throws IOException {
    ObjectMapper json = new ObjectMapper();
    GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(Frame.getClassSchema());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, 1);
    ByteArraySerializer plain = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(ProducerSettings.tuned(args[0]), plain, plain);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(Path.of(args[2])), 64 * 1024),
                    StandardCharsets.UTF_8))) {
      BinaryEncoder encoder = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode frame = json.readTree(line);
        GenericRecord record = new GenericData.Record(Frame.getClassSchema());
        record.put("uid", frame.get("uid").asText());
        record.put("ts", frame.get("ts").asLong() * 1000);
        bytes.reset();
        bytes.write(header);
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        writer.write(record, encoder);
        encoder.flush();
        byte[] key = frame.get("uid").asText().getBytes(StandardCharsets.UTF_8);
        Future<RecordMetadata> unused =
            producer.send(new ProducerRecord<>(args[1], key, bytes.toByteArray()));
      }
    }
  }

  /** Producer settings of all our Java contenders. */
  private static final class ProducerSettings {
    static Map<String, Object> tuned(String bootstrapServers) {
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
}
