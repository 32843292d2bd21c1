package io.framecount.common.serde;

import io.framecount.common.avro.AvroBinary;
import io.framecount.common.cli.CommandFailure;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** A deserializer that the user names. Used by one thread. */
public final class ForeignDeserializer implements AutoCloseable {
  private final Deserializer<?> deserializer;

  ForeignDeserializer(Deserializer<?> deserializer) {
    this.deserializer = deserializer;
  }

  /** Returns the name of its class. */
  public String name() {
    return deserializer.getClass().getName();
  }

  /**
   * Reads a record's value, which is not null.
   *
   * @throws SerializationException if it can't be read, with the reason
   * @throws SerdeAway if its registry can't be asked now
   * @throws CommandFailure if it can't work at all
   */
  public IndexedRecord read(String topic, Headers headers, byte[] value) {
    Object made;
    try {
      made = deserializer.deserialize(topic, headers, value);
    } catch (RuntimeException | LinkageError e) {
      throw SerdeTrouble.of(name(), e);
    }
    if (made instanceof IndexedRecord record) {
      return record;
    }
    throw new SerializationException(
        "%s made %s of it, not an Avro record"
            .formatted(name(), made == null ? "nothing" : "a " + made.getClass().getName()));
  }

  /** Returns a deserializer like {@link io.framecount.common.avro.AvroSerdes#generic()}. */
  public Deserializer<GenericRecord> generic() {
    return new Deserializer<>() {
      @Override
      public GenericRecord deserialize(String topic, byte[] value) {
        throw new UnsupportedOperationException("the headers are needed");
      }

      @Override
      public GenericRecord deserialize(String topic, Headers headers, byte[] value) {
        return value == null ? null : AvroBinary.generic(read(topic, headers, value));
      }
    };
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
