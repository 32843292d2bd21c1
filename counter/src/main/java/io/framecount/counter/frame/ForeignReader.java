package io.framecount.counter.frame;

import io.framecount.common.avro.AvroBinary;
import io.framecount.common.avro.WireFormat;
import io.framecount.common.serde.ForeignDeserializer;
import io.framecount.common.serde.SerdeAway;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.FieldReader;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.GroupText;
import io.framecount.counter.frame.field.WantedFields;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads records through a deserializer that is not ours: what it makes is written again, as the
 * binary of its own schema, and read as our own records are, so that the same rules hold for what
 * is a time, a user or a group.
 */
final class ForeignReader implements FrameReader {
  /** A deserializer that makes a new schema object for each record must not fill the memory. */
  private static final int MOST_KNOWN = 1_000;

  private final ForeignDeserializer deserializer;
  private final Optional<TopicSchemas> schemas;
  private final RegistryRetry retry;
  private final KnownReaders<Schema> readers;
  private final RecordParts parts;
  private final boolean inValue;

  /**
   * @param schemas where the versions of the records' schemas are, if that is known
   */
  ForeignReader(
      ForeignDeserializer deserializer,
      Optional<TopicSchemas> schemas,
      WantedFields wanted,
      RegistryRetry retry) {
    this.deserializer = deserializer;
    this.schemas = schemas;
    readers = KnownReaders.bySchema(wanted);
    this.retry = retry;
    inValue = wanted.inValue();
    parts = RecordParts.of(wanted, schemas.orElse(new NoSchemas()));
  }

  @Override
  public byte[] read(
      ConsumerRecord<?, ?> record, byte[] data, int from, int length, FrameFields into) {
    byte[] groups = inValue ? readValue(record, data, from, length, into) : data;
    if (parts == null) {
      return groups;
    }
    if (!inValue) {
      into.group = GroupText.NONE;
    }
    return parts.read(record, groups, into);
  }

  private byte[] readValue(
      ConsumerRecord<?, ?> record, byte[] data, int from, int length, FrameFields into) {
    byte[] value = Arrays.copyOfRange(data, from, from + length);
    try {
      IndexedRecord frame =
          retry.await(
              () -> deserializer.read(record.topic(), record.headers(), value),
              problem -> problem instanceof SerdeAway);
      FieldReader reader = reader(frame.getSchema(), idOf(record, value));
      byte[] binary = AvroBinary.of(frame);
      reader.read(binary, 0, binary.length, into);
      return binary;
    } catch (SerializationException e) {
      throw new BadRecord(e.getMessage());
    }
  }

  private FieldReader reader(Schema schema, OptionalInt id) {
    if (readers.size() >= MOST_KNOWN) {
      readers.clear();
    }
    return readers.get(
        schema,
        () -> schema,
        writer -> schemas.map(known -> known.versions(id, writer)).orElse(List.of()),
        "");
  }

  /** No registry is known, so keys are taken as they are. */
  private static final class NoSchemas implements TopicSchemas {
    @Override
    public Schema byId(int id) {
      throw new BadRecord("there is no registry that knows schema id " + id);
    }

    @Override
    public List<Schema> versions(OptionalInt id, Schema schema) {
      return List.of();
    }
  }

  /** The id of the record's schema, if it is where it is in our own records, too. */
  static OptionalInt idOf(ConsumerRecord<?, ?> record, byte[] value) {
    return WireFormat.isFramed(value) && !WireFormat.hasIdElsewhere(record.headers())
        ? OptionalInt.of(WireFormat.schemaId(value))
        : OptionalInt.empty();
  }
}
