package io.framecount.counter.frame;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import io.framecount.common.registry.Subjects;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** In the wire format that we write ourselves: Avro binary behind the id of a registered schema. */
final class RegisteredFormat implements FrameFormat {
  private final RegistryClient registry;

  RegisteredFormat(RegistryClient registry) {
    this.registry = registry;
  }

  @Override
  public FrameReader reader(String topic, WantedFields wanted, Patience patience) {
    return new FieldReaders(
        new PatientSchemas(registry, Subjects.ofValues(topic), patience), wanted);
  }

  @Override
  public List<Schema> versions(String topic) {
    return SubjectVersions.of(registry, Subjects.ofValues(topic));
  }

  @Override
  public Deserializer<GenericRecord> generic() {
    return new WireSerdes(registry::byId).generic();
  }

  @Override
  public Schema schemaOf(ConsumerRecord<byte[], byte[]> record) throws BadRecord {
    byte[] value = record.value();
    if (value == null || !WireFormat.isFramed(value)) {
      throw new BadRecord(
          new CommandFailure(
              "topic '%s' holds no Avro records with a schema id (offset %d of partition %d is %s); was it loaded with another serializer?"
                  .formatted(record.topic(), record.offset(), record.partition(), looks(value))));
    }
    int id = WireFormat.schemaId(value);
    try {
      return registry.byId(id);
    } catch (RegistryException e) {
      if (!e.notFound()) {
        throw e;
      }
      throw new BadRecord(
          new CommandFailure(
              ExitCode.SCHEMA,
              "topic '%s' was written with schema id %d, which the registry at %s does not know; is it the right registry?"
                  .formatted(record.topic(), id, registry.url())));
    }
  }

  @Override
  public void close() {}

  private static String looks(byte[] value) {
    if (value == null) {
      return "null";
    }
    return value.length > 0 && (value[0] == '{' || value[0] == '[') ? "JSON" : "something else";
  }
}
