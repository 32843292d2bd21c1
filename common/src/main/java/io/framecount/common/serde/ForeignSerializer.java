package io.framecount.common.serde;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A serializer that is not ours. Thread-safe: as such a one need not be, callers wait for each
 * other.
 */
public final class ForeignSerializer implements AutoCloseable {
  private final Serializer<Object> serializer;
  private boolean proven;

  @SuppressWarnings("unchecked") // What it can take is known to it alone; it says so when asked.
  ForeignSerializer(Serializer<?> serializer) {
    this.serializer = (Serializer<Object>) serializer;
  }

  /** The name of its class. */
  public String name() {
    return serializer.getClass().getName();
  }

  /**
   * The bytes of a record's value.
   *
   * @param headers of the record, to which it may add
   * @throws SerializationException if it refuses this record
   * @throws CommandFailure if it can't do its work: its registry is away, or it has refused all
   *     records so far, which is hardly their fault
   */
  public synchronized byte[] write(String topic, Headers headers, GenericRecord record) {
    try {
      byte[] value = serializer.serialize(topic, headers, record);
      if (value == null) {
        throw new SerializationException("it made nothing of the record");
      }
      proven = true;
      return value;
    } catch (RuntimeException | LinkageError e) {
      RuntimeException trouble = SerdeTrouble.of(name(), e);
      throw proven || trouble instanceof CommandFailure ? trouble : refusedAll(trouble);
    }
  }

  private CommandFailure refusedAll(RuntimeException trouble) {
    return new CommandFailure(
        ExitCode.SCHEMA,
        "%s can't write the first frame: %s; is the schema registered where it looks, and are its settings right?"
            .formatted(name(), trouble.getMessage()),
        trouble);
  }

  @Override
  public void close() {
    serializer.close();
  }
}
