package io.framecount.common.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;

/** Converts Avro objects to the binary of their own schema. */
public final class AvroBinary {
  private static final SpecificData DATA = LogicalValues.specificData();

  private static boolean trusting;

  private AvroBinary() {}

  /**
   * Lets Avro create objects of generated classes anywhere on the class path. By default Avro
   * trusts only classes that are listed by name, and can't even write a record whose schema is
   * named after another class.
   */
  public static synchronized void trustGeneratedClasses() {
    if (!trusting) {
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(
              ClassSecurityValidator.getGlobal(), GenericContainer.class::isAssignableFrom));
      trusting = true;
    }
  }

  /**
   * Returns the binary of a generic or a specific record, with logical types as Java classes or as
   * plain values.
   */
  public static byte[] of(IndexedRecord record) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new SpecificDatumWriter<IndexedRecord>(record.getSchema(), DATA).write(record, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException | AvroRuntimeException | ClassCastException e) {
      throw new SerializationException("the record does not fit its schema: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a record from the bytes behind {@code from}, with values of logical types as they are
   * stored.
   *
   * @throws SerializationException if they are not just a record of the schema
   */
  public static GenericRecord generic(Schema schema, byte[] bytes, int from) {
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
    Object value;
    boolean whole;
    try {
      value = new GenericDatumReader<Object>(schema, schema, new GenericData()).read(null, decoder);
      whole = decoder.isEnd();
    } catch (IOException | RuntimeException e) {
      // On foreign bytes Avro also throws what only a bug would: index out of bounds, bad casts.
      throw new SerializationException("the bytes do not fit their schema: " + e, e);
    }
    if (!whole) {
      throw new SerializationException("bytes are left over after the Avro record");
    }
    if (value instanceof GenericRecord record) {
      return record;
    }
    throw new SerializationException(
        "its schema is a %s, not a record".formatted(schema.getName()));
  }

  /** Returns a record as generic classes, with values of logical types as they are stored. */
  public static GenericRecord generic(IndexedRecord record) {
    Schema schema = record.getSchema();
    byte[] binary = of(record);
    try {
      return new GenericDatumReader<GenericRecord>(schema, schema, new GenericData())
          .read(null, DecoderFactory.get().binaryDecoder(binary, null));
    } catch (IOException | AvroRuntimeException e) {
      throw new SerializationException("the record does not fit its schema: " + e.getMessage(), e);
    }
  }
}
