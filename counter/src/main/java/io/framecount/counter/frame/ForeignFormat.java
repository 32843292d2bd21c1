package io.framecount.counter.frame;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.Subjects;
import io.framecount.common.serde.ForeignDeserializer;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.WantedFields;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** A format that only a deserializer of others can read. */
final class ForeignFormat implements FrameFormat {
  private final ForeignDeserializer deserializer;
  private final Optional<RegistryClient> registry;

  /**
   * @param registry where the records' schemas are, if that is known
   */
  ForeignFormat(ForeignDeserializer deserializer, Optional<RegistryClient> registry) {
    this.deserializer = deserializer;
    this.registry = registry;
  }

  @Override
  public FrameReader reader(String topic, WantedFields wanted, RegistryRetry retry) {
    Optional<TopicSchemas> schemas =
        registry.map(client -> new RetryingSchemas(client, topic, retry));
    return new ForeignReader(deserializer, schemas, wanted, retry);
  }

  @Override
  public List<Schema> versions(String topic) {
    return registry
        .map(client -> SubjectVersions.of(client, Subjects.ofValues(topic)))
        .orElse(List.of());
  }

  @Override
  public List<Schema> versions(ConsumerRecord<byte[], byte[]> record, Schema schema) {
    return registry
        .map(
            client ->
                SubjectVersions.of(
                    client, record.topic(), ForeignReader.idOf(record, record.value()), schema))
        .orElse(List.of());
  }

  @Override
  public Decoded decode(ConsumerRecord<byte[], byte[]> record) {
    GenericRecord value =
        deserializer.generic().deserialize(record.topic(), record.headers(), record.value());
    return value == null ? null : new Decoded(value, null);
  }

  @Override
  public Optional<Schema> schemaOf(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw bad(record, "the value is null");
    }
    try {
      return Optional.of(
          deserializer.read(record.topic(), record.headers(), record.value()).getSchema());
    } catch (SerializationException e) {
      throw bad(record, e.getMessage());
    }
  }

  @Override
  public void close() {
    deserializer.close();
  }

  private BadRecord bad(ConsumerRecord<byte[], byte[]> record, String reason) {
    return new BadRecord(
        new CommandFailure(
            "topic '%s' holds no records that %s can read (offset %d of partition %d: %s)"
                .formatted(
                    record.topic(),
                    deserializer.name(),
                    record.offset(),
                    record.partition(),
                    reason)));
  }
}
