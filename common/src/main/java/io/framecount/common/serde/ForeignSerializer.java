package io.framecount.common.serde;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A serializer that the user names. It need not be thread-safe, so callers of this class wait for
 * each other.
 */
public final class ForeignSerializer implements AutoCloseable {
  private final Function<OptionalInt, Serializer<?>> making;
  private Serializer<Object> serializer;
  private boolean proven;

  /**
   * @param making makes one for a schema in the registry, or for whichever it chooses itself
   */
  ForeignSerializer(Function<OptionalInt, Serializer<?>> making) {
    this.making = making;
    serializer = make(OptionalInt.empty());
  }

  @SuppressWarnings("unchecked") // What it can take is known to it alone; it says so when asked.
  private Serializer<Object> make(OptionalInt schemaId) {
    return (Serializer<Object>) making.apply(schemaId);
  }

  /** Returns the name of its class. */
  public synchronized String name() {
    return serializer.getClass().getName();
  }

  /**
   * Makes the serializer write under the registered schema with this id, if it has such a setting.
   */
  public synchronized void writeUnder(int schemaId) {
    serializer.close();
    serializer = make(OptionalInt.of(schemaId));
  }

  /**
   * Returns the bytes of a record's value.
   *
   * @param headers of the record, to which it may add
   * @throws SerializationException if it refuses this record
   * @throws CommandFailure if it can't do its work: its registry is away, or it has refused all
   *     records so far, which is hardly their fault, unless it names a rule
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
      if (trouble instanceof CommandFailure) {
        throw trouble;
      }
      // Whoever applies the rules of a schema has found it.
      boolean ofRecord = !SerdeTrouble.isOfRegistry(e) && (proven || SerdeTrouble.isOfRule(e));
      proven |= ofRecord;
      throw ofRecord ? trouble : unwritable(trouble);
    }
  }

  private CommandFailure unwritable(RuntimeException trouble) {
    return new CommandFailure(
        ExitCode.SCHEMA,
        "%s can't write %s: %s; is the schema registered where it looks, and are its settings right?"
            .formatted(
                name(), proven ? "frames any more" : "the first frame", trouble.getMessage()),
        trouble);
  }

  @Override
  public synchronized void close() {
    serializer.close();
  }
}
