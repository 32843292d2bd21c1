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
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;

/** Avro's objects as the binary of their own schema. */
public final class AvroBinary {
  private static final SpecificData DATA = LogicalValues.specificData();

  private static boolean trusting;

  private AvroBinary() {}

  /**
   * Lets Avro make objects of classes that it generated itself, wherever they are on the class
   * path. By default it makes none of any class that it was not told to trust by name, and the
   * record of a schema that is named after such a class can't even be written.
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
   * The binary of a record, be it generic or of a generated class, its logical types as Java
   * classes or not.
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

  /** The record in generic classes, values of logical types as they are stored. */
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
