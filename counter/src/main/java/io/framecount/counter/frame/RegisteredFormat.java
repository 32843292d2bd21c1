package io.framecount.counter.frame;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import io.framecount.common.registry.Subjects;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.WantedFields;
import java.util.List;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** The wire format that we write ourselves: Avro binary behind the id of a registered schema. */
final class RegisteredFormat implements FrameFormat {
  private final RegistryClient registry;

  RegisteredFormat(RegistryClient registry) {
    this.registry = registry;
  }

  @Override
  public FrameReader reader(String topic, WantedFields wanted, RegistryRetry retry) {
    return new FieldReaders(new RetryingSchemas(registry, topic, retry), wanted);
  }

  @Override
  public List<Schema> versions(String topic) {
    return SubjectVersions.of(registry, Subjects.ofValues(topic));
  }

  @Override
  public List<Schema> versions(ConsumerRecord<byte[], byte[]> record, Schema schema) {
    OptionalInt id = OptionalInt.of(WireFormat.schemaId(record.value()));
    return SubjectVersions.of(registry, record.topic(), id, schema);
  }

  @Override
  public Deserializer<GenericRecord> generic(String topic) {
    Deserializer<GenericRecord> plain =
        new WireSerdes(id -> registry.byId(id, Subjects.ofValues(topic))).generic();
    return new Deserializer<>() {
      @Override
      public GenericRecord deserialize(String from, byte[] value) {
        return plain.deserialize(from, value);
      }

      @Override
      public GenericRecord deserialize(String from, Headers headers, byte[] value) {
        if (value != null && isStrange(headers, value)) {
          throw new SerializationException(
              "not a record with a schema id in front: "
                  + WireFormat.strange(headers, value, 0, value.length));
        }
        return plain.deserialize(from, value);
      }
    };
  }

  private static boolean isStrange(Headers headers, byte[] value) {
    return !WireFormat.isFramed(value)
        || WireFormat.schemaId(value) <= 0
        || WireFormat.hasIdElsewhere(headers);
  }

  @Override
  public Schema schemaOf(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null || isStrange(record.headers(), value)) {
      throw new BadRecord(
          new CommandFailure(
              "topic '%s' holds no Avro records with a schema id in front (offset %d of partition %d): %s"
                  .formatted(
                      record.topic(),
                      record.offset(),
                      record.partition(),
                      value == null
                          ? "the value is null"
                          : WireFormat.strange(record.headers(), value, 0, value.length))));
    }
    int id = WireFormat.schemaId(value);
    try {
      return registry.byId(id, Subjects.ofValues(record.topic()));
    } catch (CommandFailure e) {
      if (e.code() == ExitCode.SCHEMA) {
        // No Avro; others in the topic may be.
        throw new BadRecord(e);
      }
      if (!(e instanceof RegistryException answer && answer.notFound())) {
        throw e;
      }
      throw new BadRecord(
          new CommandFailure(
              ExitCode.SCHEMA,
              "topic '%s' was written with schema id %d, which the registry at %s does not know; is it the right registry, and the right context of it?"
                  .formatted(record.topic(), id, registry.url())));
    }
  }

  @Override
  public void close() {}
}
