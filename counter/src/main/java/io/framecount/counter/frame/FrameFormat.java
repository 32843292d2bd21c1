package io.framecount.counter.frame;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.WantedFields;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** The format of the records of a topic, which makes readers for them. */
public sealed interface FrameFormat extends AutoCloseable permits RegisteredFormat, ForeignFormat {

  /** The one that the options ask for. */
  static FrameFormat of(
      SerdeOptions serde, KafkaOptions kafka, RegistryOptions registry, RegistryClient client) {
    return serde
        .deserializer(kafka, registry)
        .<FrameFormat>map(
            deserializer ->
                new ForeignFormat(
                    deserializer, serde.knowsSchemas() ? Optional.of(client) : Optional.empty()))
        .orElseGet(() -> new RegisteredFormat(client));
  }

  /** Reads these fields of the records of a topic. */
  FrameReader reader(String topic, WantedFields wanted, RegistryRetry retry);

  /**
   * Returns all versions of a topic's own subject, oldest first; empty if there is no such subject
   * or the format does not know.
   */
  List<Schema> versions(String topic);

  /** All versions of the subject that the schema of a record is in, oldest first. */
  List<Schema> versions(ConsumerRecord<byte[], byte[]> record, Schema schema);

  /**
   * Reads a whole record; dates, times, decimals and UUIDs as they are stored.
   *
   * @return null for a record without a value
   * @throws SerializationException with the reason, if it can't be read
   * @throws CommandFailure if the registry has no such schema, or can't answer now
   */
  Decoded decode(ConsumerRecord<byte[], byte[]> record);

  /**
   * A whole value: a record, or the text of a JSON object.
   *
   * @param record null if it is JSON
   * @param json null if it is a record
   */
  record Decoded(GenericRecord record, String json) {}

  /**
   * Returns the schema of a record; nothing if it is JSON, whatever its JSON Schema.
   *
   * @throws BadRecord with the reason, if the record has none
   * @throws CommandFailure if the registry can't answer now
   */
  Optional<Schema> schemaOf(ConsumerRecord<byte[], byte[]> record);

  @Override
  void close();
}
