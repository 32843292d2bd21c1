package io.framecount.common.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Our own Avro serdes, in {@link WireFormat}. Thread-safe, like the serializers and deserializers
 * made here, because the threads of Kafka Streams share them. Avro's readers and writers allow
 * that: each thread has its own decoders, and the shared tables are made for it.
 */
public final class WireSerdes implements AvroSerdes {
  static {
    AvroBinary.trustGeneratedClasses();
  }

  private final WriterSchemas schemas;

  public WireSerdes(WriterSchemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public <T extends SpecificRecord> Serializer<T> serializer(int schemaId, Schema schema) {
    DatumWriter<T> writer = new SpecificDatumWriter<>(schema);
    return (topic, record) -> record == null ? null : write(writer, schemaId, record);
  }

  @Override
  public <T extends SpecificRecord> Deserializer<T> deserializer(Schema readerSchema) {
    return reading(writerSchema -> new SpecificDatumReader<>(writerSchema, readerSchema));
  }

  @Override
  public Deserializer<GenericRecord> generic() {
    GenericData data = new GenericData();
    return reading(schema -> new GenericDatumReader<>(schema, schema, data));
  }

  private <T> Deserializer<T> reading(ReaderFactory<T> factory) {
    Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
    return (topic, record) -> {
      if (record == null) {
        return null;
      }
      if (!WireFormat.isFramed(record)) {
        throw new SerializationException(
            "not a record with a schema id (magic byte 0 is missing): "
                + WireFormat.strange(null, record, 0, record.length));
      }
      int id = WireFormat.schemaId(record);
      DatumReader<T> known = readers.get(id);
      if (known != null) {
        return read(known, record);
      }
      // Not made within the map, whose lock would have others wait for the registry. Avro completes
      // a reader with its first record, so others get it after that.
      DatumReader<T> reader = factory.create(schemas.byId(id));
      try {
        return read(reader, record);
      } finally {
        readers.put(id, reader);
      }
    };
  }

  /** Makes the reader for one writer schema. */
  private interface ReaderFactory<T> {
    DatumReader<T> create(Schema writerSchema);
  }

  private static <T> byte[] write(DatumWriter<T> writer, int schemaId, T record) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] header = new byte[WireFormat.HEADER_BYTES];
      WireFormat.writeHeader(header, schemaId);
      out.write(header);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      writer.write(record, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException | AvroRuntimeException e) {
      throw new SerializationException("cannot write the record as Avro: " + e.getMessage(), e);
    }
  }

  private static <T> T read(DatumReader<T> reader, byte[] record) {
    int length = record.length - WireFormat.HEADER_BYTES;
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(record, WireFormat.HEADER_BYTES, length, null);
    T value = decode(reader, decoder);
    if (!isAtEnd(decoder)) {
      throw new SerializationException("bytes are left over after the Avro record");
    }
    return value;
  }

  private static <T> T decode(DatumReader<T> reader, BinaryDecoder decoder) {
    try {
      return reader.read(null, decoder);
    } catch (IOException | RuntimeException e) {
      // On foreign bytes Avro also throws what only a bug would: index out of bounds, bad casts.
      throw new SerializationException("the bytes do not fit their schema: " + e, e);
    }
  }

  private static boolean isAtEnd(BinaryDecoder decoder) {
    try {
      return decoder.isEnd();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can't fail to be read", e);
    }
  }
}
