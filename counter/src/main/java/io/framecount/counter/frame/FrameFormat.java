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
import org.apache.kafka.common.serialization.Deserializer;

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
   * All versions of a topic's own subject, oldest first; none if there is none, or nobody knows.
   */
  List<Schema> versions(String topic);

  /** All versions of the subject that the schema of a record is in, oldest first. */
  List<Schema> versions(ConsumerRecord<byte[], byte[]> record, Schema schema);

  /** Reads whole records; dates, times, decimals and UUIDs as they are stored. */
  Deserializer<GenericRecord> generic(String topic);

  /**
   * The schema of a record.
   *
   * @throws BadRecord that says why it can't be told
   * @throws CommandFailure if that can't be found out now
   */
  Schema schemaOf(ConsumerRecord<byte[], byte[]> record);

  @Override
  void close();
}
