package io.framecount.common.avro;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The seam through which whole Avro records become bytes and back. The serializers it makes are
 * used by one thread at a time, as Kafka's clients do. For frames, {@link
 * io.framecount.common.serde.SerdeOptions} may name others.
 */
public interface AvroSerdes {
  /** Writes records of a generated class under a schema that is already registered. */
  <T extends SpecificRecord> Serializer<T> serializer(int schemaId, Schema schema);

  /** Reads records of a generated class, whatever compatible schema they were written with. */
  <T extends SpecificRecord> Deserializer<T> deserializer(Schema readerSchema);

  /**
   * Reads any record as it was written; dates, times, decimals and UUIDs as they are stored, for
   * not all that is stored is one.
   */
  Deserializer<GenericRecord> generic();
}
