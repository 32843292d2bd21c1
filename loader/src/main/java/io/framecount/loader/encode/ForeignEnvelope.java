package io.framecount.loader.encode;

import io.framecount.common.serde.ForeignSerializer;
import io.framecount.loader.convert.AvroBuffer;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Wraps a frame by a custom serializer, which gets it as a generic record. */
public final class ForeignEnvelope implements Envelope {
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
