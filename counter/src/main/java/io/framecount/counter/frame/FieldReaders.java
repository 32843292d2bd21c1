package io.framecount.counter.frame;

import io.framecount.common.avro.WireFormat;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.BadRecord.Kind;
import io.framecount.counter.frame.field.FieldReader;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.GroupText;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.frame.json.JsonFrame;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Reads the records of a topic, each by what it says of itself: Avro or JSON behind the id of a
 * schema, either of them with the id or GUID of a schema in a header, or JSON alone. Avro is read
 * with readers that are compiled for each schema. Facts that a schema alone does not tell are
 * looked up in the versions of its subject, and again when a record of a new schema comes, because
 * a version was registered by then. Not thread-safe.
 */
public final class FieldReaders implements FrameReader {
  private static final Headers NONE = new RecordHeaders();

  private final TopicSchemas schemas;
  private final WantedFields wanted;
  private final Consumer<String> say;
  private final KnownReaders<Integer> known;
  private final KnownReaders<SchemaId> knownByHeader;
  private final JsonFrame json;
  private final RecordParts parts;
  private final boolean inValue;
  private int lastId;
  private FieldReader lastReader;
  private boolean lastIsJson;
  private byte[] lastHeader;
  private FieldReader headerReader;
  private boolean saidZone;

  /** One that has nothing to say. */
  public FieldReaders(TopicSchemas schemas, WantedFields wanted) {
    this(schemas, wanted, line -> {});
  }

  /**
   * @param schemas throws {@link BadRecord} for a schema that is not there, and {@link
   *     RegistryAway} where that can't be known
   * @param say takes a line for the user
   */
  FieldReaders(TopicSchemas schemas, WantedFields wanted, Consumer<String> say) {
    this.schemas = schemas;
    this.wanted = wanted;
    this.say = say;
    known = KnownReaders.byKey(wanted);
    knownByHeader = KnownReaders.byKey(wanted);
    json = new JsonFrame(wanted);
    inValue = wanted.inValue();
    parts = RecordParts.of(wanted, schemas);
  }

  @Override
  public byte[] read(
      ConsumerRecord<?, ?> record, byte[] data, int from, int length, FrameFields into) {
    byte[] groups = inValue ? readValue(record, data, from, from + length, into) : data;
    if (parts == null) {
      return groups;
    }
    if (!inValue) {
      into.group = GroupText.NONE;
    }
    return parts.read(record, groups, into);
  }

  private byte[] readValue(
      ConsumerRecord<?, ?> record, byte[] data, int from, int to, FrameFields into) {
    Headers headers = headers(record);
    byte[] header = SchemaId.header(headers, SchemaId.OF_VALUE);
    if (header != null) {
      return readBare(header, data, from, to, into);
    }
    if (WireFormat.isFramed(data, from, to - from)) {
      return readFramed(headers, data, from, to, into);
    }
    if (JsonFrame.begins(data, from, to) && !WireFormat.hasIdElsewhere(headers)) {
      return readJson(data, from, to, into);
    }
    throw new BadRecord(
        "not a record with a schema id (magic byte 0 is missing), and no JSON object: "
            + WireFormat.strange(headers, data, from, to - from));
  }

  private byte[] readFramed(Headers headers, byte[] data, int from, int to, FrameFields into) {
    int id = WireFormat.schemaId(data, from);
    if (id != lastId || (lastReader == null && !lastIsJson)) {
      change(headers, id);
    }
    if (lastIsJson) {
      return readJson(data, from + WireFormat.HEADER_BYTES, to, into);
    }
    lastReader.read(data, from + WireFormat.HEADER_BYTES, to, into);
    return data;
  }

  private void change(Headers headers, int id) {
    // A new one makes others be looked for again, the last one maybe.
    lastReader = null;
    lastIsJson = false;
    headerReader = null;
    lastHeader = null;
    lastId = id;
    try {
      FieldReader ready = known.ready(id);
      lastReader = ready == null ? look(headers, id) : ready;
    } catch (BadRecord e) {
      if (e.kind() != Kind.JSON) {
        throw e;
      }
      lastIsJson = true;
    }
  }

  private FieldReader look(Headers headers, int id) {
    if (id <= 0 || WireFormat.hasIdElsewhere(headers)) {
      throw new BadRecord(
          "not a record with a schema id in front: " + WireFormat.strange(headers, id));
    }
    return known.get(
        id,
        () -> schemas.byId(id),
        schema -> schemas.versions(OptionalInt.of(id), schema),
        "schema id %d: ".formatted(id));
  }

  /** Reads a value whose schema is told by a header, so that it begins at once. */
  private byte[] readBare(byte[] header, byte[] data, int from, int to, FrameFields into) {
    if (!Arrays.equals(header, lastHeader)) {
      change(header);
    }
    if (headerReader == null) {
      return readJson(data, from, to, into);
    }
    headerReader.read(data, from, to, into);
    return data;
  }

  private void change(byte[] header) {
    lastHeader = null;
    headerReader = null;
    lastReader = null;
    lastIsJson = false;
    SchemaId id = SchemaId.of(header, SchemaId.OF_VALUE);
    try {
      headerReader =
          knownByHeader.get(
              id,
              () -> id.guid() == null ? schemas.byId(id.id()) : schemas.byGuid(id.guid()),
              schema ->
                  schemas.versions(
                      id.guid() == null ? OptionalInt.of(id.id()) : OptionalInt.empty(), schema),
              id + ": ");
    } catch (BadRecord e) {
      if (e.kind() != Kind.JSON) {
        throw e;
      }
    }
    lastHeader = header;
  }

  private byte[] readJson(byte[] data, int from, int to, FrameFields into) {
    String problem = json.read(data, JsonFrame.behindMark(data, from, to), to);
    if (problem != null) {
      throw new BadRecord(problem);
    }
    if (!saidZone && json.lacksOffset() && wanted.unsaid().textZone().isEmpty()) {
      saidZone = true;
      say.accept(
          "times of field '%s' without an offset are taken as UTC; --time-zone says whose clocks showed them"
              .formatted(wanted.time()));
    }
    return json.into(into);
  }

  private static Headers headers(ConsumerRecord<?, ?> record) {
    return record == null ? NONE : record.headers();
  }
}
