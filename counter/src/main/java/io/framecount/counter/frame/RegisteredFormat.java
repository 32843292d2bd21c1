package io.framecount.counter.frame;

import io.framecount.common.avro.AvroBinary;
import io.framecount.common.avro.WireFormat;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import io.framecount.common.registry.Subjects;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.frame.json.JsonFrame;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What producers write without a serializer of their own: Avro or JSON behind the id of a
 * registered schema, with the id in a header, or JSON alone; told apart record by record.
 */
final class RegisteredFormat implements FrameFormat {
  private final RegistryClient registry;

  RegisteredFormat(RegistryClient registry) {
    this.registry = registry;
  }

  @Override
  public FrameReader reader(String topic, WantedFields wanted, RegistryRetry retry) {
    return new FieldReaders(new RetryingSchemas(registry, topic, retry), wanted, retry.say());
  }

  @Override
  public List<Schema> versions(String topic) {
    return SubjectVersions.of(registry, Subjects.ofValues(topic));
  }

  @Override
  public List<Schema> versions(ConsumerRecord<byte[], byte[]> record, Schema schema) {
    Place place = place(record);
    OptionalInt id =
        place == null || place.id() == null || place.id().guid() != null
            ? OptionalInt.empty()
            : OptionalInt.of(place.id().id());
    return SubjectVersions.of(registry, record.topic(), id, schema);
  }

  @Override
  public Decoded decode(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return null;
    }
    Place place = place(record);
    if (place == null) {
      throw new SerializationException(strange(record));
    }
    Optional<Schema> schema = schema(place, record.topic());
    return schema.isPresent()
        ? new Decoded(AvroBinary.generic(schema.get(), value, place.from()), null)
        : new Decoded(null, JsonFrame.wholeText(value, place.from(), value.length));
  }

  /**
   * Where the content of a value begins, and behind which schema.
   *
   * @param id null for JSON without a schema
   */
  private record Place(SchemaId id, int from) {}

  /** Returns null if it is none of ours. */
  private static Place place(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    byte[] header = SchemaId.header(record.headers(), SchemaId.OF_VALUE);
    if (header != null) {
      return new Place(SchemaId.of(header, SchemaId.OF_VALUE), 0);
    }
    if (WireFormat.hasIdElsewhere(record.headers())) {
      return null;
    }
    if (WireFormat.isFramed(value)) {
      int id = WireFormat.schemaId(value);
      return id <= 0 ? null : new Place(new SchemaId(id, null), WireFormat.HEADER_BYTES);
    }
    return JsonFrame.begins(value, 0, value.length) ? new Place(null, 0) : null;
  }

  private static String strange(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    return "neither a record with a schema id nor a JSON object: "
        + (value == null
            ? "the value is null"
            : WireFormat.strange(record.headers(), value, 0, value.length));
  }

  /** Nothing for JSON. */
  private Optional<Schema> schema(Place place, String topic) {
    try {
      return Optional.ofNullable(place.id()).map(id -> schema(id, topic));
    } catch (RegistryClient.NoAvro e) {
      if (e.isJson()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Schema schema(SchemaId id, String topic) {
    return id.guid() == null
        ? registry.byId(id.id(), Subjects.ofValues(topic))
        : registry.byGuid(id.guid());
  }

  @Override
  public Optional<Schema> schemaOf(ConsumerRecord<byte[], byte[]> record) {
    Place place = record.value() == null ? null : place(record);
    if (place == null) {
      throw new BadRecord(
          new CommandFailure(
              "topic '%s' holds no records that can be counted (offset %d of partition %d): %s"
                  .formatted(
                      record.topic(), record.offset(), record.partition(), strange(record))));
    }
    try {
      return schema(place, record.topic());
    } catch (RegistryClient.NoAvro e) {
      throw new BadRecord(
          new CommandFailure(
              ExitCode.SCHEMA,
              "topic '%s' can't be counted: %s (offset %d of partition %d)"
                  .formatted(
                      record.topic(),
                      RetryingSchemas.refusal(e, place.id().toString()),
                      record.offset(),
                      record.partition())));
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
              "topic '%s' was written with %s, which the registry at %s does not know; is it the right registry, and the right context of it?"
                  .formatted(record.topic(), place.id(), registry.url())));
    }
  }

  @Override
  public void close() {}
}
