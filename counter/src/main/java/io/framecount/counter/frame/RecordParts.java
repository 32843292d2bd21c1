package io.framecount.counter.frame;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.json.FieldPath;
import io.framecount.common.text.TimestampText;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.BadRecord.Kind;
import io.framecount.counter.frame.field.BadSchema;
import io.framecount.counter.frame.field.CanonicalNumber;
import io.framecount.counter.frame.field.FieldReader;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.GroupText;
import io.framecount.counter.frame.field.MisreadTime;
import io.framecount.counter.frame.field.WantedFields;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads what lies beside the value of a record: its key, timestamp, partition, offset and headers.
 * Keys and headers are UTF-8, a key behind the id of an Avro schema is what that says. Not
 * thread-safe.
 */
final class RecordParts {
  private static final int MILLIS = 3;

  private final FieldPath time;
  private final FieldPath unique;
  private final FieldPath by;
  private final TopicSchemas schemas;
  private final TimestampText timestamp;
  private final Map<SchemaId, Optional<FieldReader>> keyReaders = new HashMap<>();
  private final FrameFields keyFields = new FrameFields();
  private final byte[] userDigits = new byte[CanonicalNumber.MOST_DIGITS];
  private final byte[] groupDigits = new byte[CanonicalNumber.MOST_DIGITS];

  // The part that was found last.
  private byte[] bytes;
  private int from;
  private int length;

  private RecordParts(WantedFields wanted, TopicSchemas schemas) {
    time = wanted.timePath();
    unique = wanted.uniquePath();
    by = wanted.byPath().orElse(FieldPath.ofField("none"));
    this.schemas = schemas;
    timestamp =
        new TimestampText(
            wanted.unsaid().jsonUnit(), wanted.unsaid().textZone().orElse(ZoneOffset.UTC));
  }

  /** Returns null if all wanted fields are in the value. */
  static RecordParts of(WantedFields wanted, TopicSchemas schemas) {
    RecordParts parts = new RecordParts(wanted, schemas);
    boolean needed = !parts.time.inValue() || !parts.unique.inValue() || !parts.by.inValue();
    return needed ? parts : null;
  }

  /**
   * Reads the wanted parts.
   *
   * @param groups the bytes in which the group lies if it is in the value
   * @return the bytes in which the group lies
   */
  byte[] read(ConsumerRecord<?, ?> record, byte[] groups, FrameFields into) {
    if (!time.inValue()) {
      into.time = timeOf(record);
      into.unitNanos = FrameFields.MILLI_NANOS;
    }
    if (!unique.inValue()) {
      if (!find(unique, record, userDigits)) {
        throw new BadRecord("there is no user: %s is null".formatted(unique));
      }
      into.user = bytes;
      into.userFrom = from;
      into.userLength = length;
    }
    return by.inValue() ? groups : group(record, into);
  }

  private byte[] group(ConsumerRecord<?, ?> record, FrameFields into) {
    boolean found = find(by, record, groupDigits);
    into.group = found ? GroupText.STRING : GroupText.NONE;
    into.groupFrom = found ? from : 0;
    into.groupLength = found ? length : 0;
    return found ? bytes : groupDigits;
  }

  private long timeOf(ConsumerRecord<?, ?> record) {
    if (time.source() == FieldPath.Source.TIMESTAMP) {
      if (record.timestamp() < 0) {
        throw new BadRecord("the record has no timestamp");
      }
      return record.timestamp();
    }
    if (!find(time, record, userDigits)) {
      throw new BadRecord("there is no time: %s is null".formatted(time));
    }
    if (timestamp.readString(bytes, from, from + length, MILLIS, true, false) != null) {
      throw new BadRecord(MisreadTime.noTime(time.toString()));
    }
    return timestamp.value();
  }

  private boolean find(FieldPath path, ConsumerRecord<?, ?> record, byte[] digits) {
    return switch (path.source()) {
      case KEY -> key(record);
      case HEADER -> header(record, path.names().get(0));
      case PARTITION -> number(record.partition(), digits);
      case OFFSET -> number(record.offset(), digits);
      case TIMESTAMP -> number(record.timestamp(), digits);
      case VALUE -> throw new IllegalArgumentException(path + " is in the value");
    };
  }

  private boolean number(long number, byte[] digits) {
    bytes = digits;
    from = CanonicalNumber.write(number, digits);
    length = digits.length - from;
    return true;
  }

  private boolean header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header != null && found(header.value());
  }

  private boolean key(ConsumerRecord<?, ?> record) {
    boolean there =
        record.key() instanceof ByteBuffer buffer ? found(buffer) : found((byte[]) record.key());
    if (!there) {
      return false;
    }
    byte[] header = SchemaId.header(record.headers(), SchemaId.OF_KEY);
    if (header != null) {
      decode(keyReader(SchemaId.of(header, SchemaId.OF_KEY)), 0);
    } else if (WireFormat.isFramed(bytes, from, length) && WireFormat.schemaId(bytes, from) > 0) {
      SchemaId id = new SchemaId(WireFormat.schemaId(bytes, from), null);
      decode(keyReader(id), WireFormat.HEADER_BYTES);
    }
    return true;
  }

  /** Takes what a schema says; without a schema, the bytes as they are. */
  private void decode(Optional<FieldReader> reader, int offset) {
    if (reader.isPresent()) {
      reader.get().read(bytes, from + offset, from + length, keyFields);
      bytes = keyFields.user;
      from = keyFields.userFrom;
      length = keyFields.userLength;
    }
  }

  private Optional<FieldReader> keyReader(SchemaId id) {
    Optional<FieldReader> known = keyReaders.get(id);
    if (known == null) {
      known = look(id);
      keyReaders.put(id, known);
    }
    return known;
  }

  /** Bytes may look like the id of a schema by chance; then there is no such schema. */
  private Optional<FieldReader> look(SchemaId id) {
    try {
      Schema schema = id.guid() == null ? schemas.byId(id.id()) : schemas.byGuid(id.guid());
      return Optional.of(FieldReader.ofUser(FieldPath.Source.KEY.text(), schema));
    } catch (BadSchema e) {
      throw new BadRecord(e.getMessage());
    } catch (BadRecord e) {
      if (e.kind() == Kind.JSON) {
        throw new BadRecord(
            "the key is JSON behind the %s; keys are text, or Avro behind a schema id"
                .formatted(id));
      }
      return Optional.empty();
    }
  }

  private boolean found(ByteBuffer buffer) {
    bytes = buffer.array();
    from = buffer.arrayOffset() + buffer.position();
    length = buffer.remaining();
    return true;
  }

  private boolean found(byte[] whole) {
    bytes = whole;
    from = 0;
    length = whole == null ? 0 : whole.length;
    return whole != null;
  }
}
