package io.framecount.common.avro;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Turns whole Avro records into bytes and back. One thread at a time uses a serializer made here,
 * as Kafka's clients do. For frames, {@link io.framecount.common.serde.SerdeOptions} may name other
 * serdes.
 */
public interface AvroSerdes {
  /** Writes records of a generated class under a schema that is already registered. */
  <T extends SpecificRecord> Serializer<T> serializer(int schemaId, Schema schema);

  /** Reads records of a generated class, whatever compatible schema they were written with. */
  <T extends SpecificRecord> Deserializer<T> deserializer(Schema readerSchema);

  /**
   * Reads any record as it was written. Dates, times, decimals and UUIDs stay as they are stored,
   * because a stored value need not be a valid one.
   */
  Deserializer<GenericRecord> generic();
}
