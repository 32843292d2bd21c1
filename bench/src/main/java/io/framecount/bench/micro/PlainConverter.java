package io.framecount.bench.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * The two obvious ways from JSON to Avro: Jackson's tree into a generic record, and Avro's own JSON
 * decoder. Both reuse their objects where possible. Not thread-safe.
 */
final class PlainConverter {
  private final ObjectMapper json = new ObjectMapper();
  private final GenericDatumWriter<GenericRecord> writer =
      new GenericDatumWriter<>(Frame.getClassSchema());
  private final GenericDatumReader<GenericRecord> reader =
      new GenericDatumReader<>(Frame.getClassSchema());
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private GenericRecord reused;
  private BinaryEncoder encoder;

  /** Converts through Jackson's tree; returns the length of the record. */
  int byTree(byte[] line, int from, int length) throws IOException {
    JsonNode frame = json.readTree(line, from, length);
    GenericRecord generic = new GenericData.Record(Frame.getClassSchema());
    generic.put("uid", frame.get("uid").asText());
    generic.put("ts", frame.get("ts").asLong() * 1000);
    return write(generic);
  }

  /**
   * Converts with Avro's JSON decoder, which does not scale times; returns the length of the
   * record.
   */
  int byDecoder(String line) throws IOException {
    reused = reader.read(reused, DecoderFactory.get().jsonDecoder(Frame.getClassSchema(), line));
    return write(reused);
  }

  private int write(GenericRecord generic) throws IOException {
    bytes.reset();
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    writer.write(generic, encoder);
    encoder.flush();
    return bytes.size();
  }
}
