package io.framecount.loader.encode;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.serde.ForeignSerializer;
import io.framecount.loader.convert.AvroBuffer;
import java.io.IOException;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Turns the Avro binary of a frame into the value of its record. Not thread-safe. */
public interface Envelope {
  /** Writes what comes before the Avro binary. */
  void open(AvroBuffer values);

  /**
   * Completes the value that begins at {@code start} and now holds the whole Avro binary.
   *
   * @return headers of the record; null for none
   * @throws SerializationException if that is refused for this frame
   */
  Headers seal(AvroBuffer values, int start);

  /** Wraps a frame by a custom serializer, which gets it as a generic record. */
  final class ForeignEnvelope implements Envelope {
    private final ForeignSerializer serializer;
    private final String topic;
    private final GenericDatumReader<GenericRecord> reader;
    private BinaryDecoder decoder;

    /**
     * @param serializer may serve several envelopes
     */
    public ForeignEnvelope(ForeignSerializer serializer, String topic, Schema schema) {
      this.serializer = serializer;
      this.topic = topic;
      reader = new GenericDatumReader<>(schema);
    }

    @Override
    public void open(AvroBuffer values) {}

    @Override
    public Headers seal(AvroBuffer values, int start) {
      Headers headers = new RecordHeaders();
      byte[] value = serializer.write(topic, headers, record(values, start));
      values.truncate(start);
      values.writeFixed(value, 0, value.length);
      return headers.toArray().length == 0 ? null : headers;
    }

    private GenericRecord record(AvroBuffer values, int start) {
      int length = values.length() - start;
      decoder = DecoderFactory.get().binaryDecoder(values.array(), start, length, decoder);
      try {
        return reader.read(null, decoder);
      } catch (IOException e) {
        throw new IllegalStateException("bytes in memory can't fail to be read", e);
      }
    }
  }

  /** Our own: the Avro binary as it is, behind the id of a registered schema. */
  final class RegisteredEnvelope implements Envelope {
    private final byte[] header;

    public RegisteredEnvelope(int schemaId) {
      this(schemaId, OptionalInt.empty());
    }

    /**
     * @param branch the branch of the frames, if the schema is a union
     */
    public RegisteredEnvelope(int schemaId, OptionalInt branch) {
      AvroBuffer start = new AvroBuffer(WireFormat.HEADER_BYTES + 1);
      start.writeFixed(new byte[WireFormat.HEADER_BYTES], 0, WireFormat.HEADER_BYTES);
      branch.ifPresent(start::writeLong);
      header = start.toByteArray();
      WireFormat.writeHeader(header, schemaId);
    }

    @Override
    public void open(AvroBuffer values) {
      values.writeFixed(header, 0, header.length);
    }

    @Override
    public Headers seal(AvroBuffer values, int start) {
      return null;
    }
  }
}
