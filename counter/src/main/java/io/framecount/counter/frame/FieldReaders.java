package io.framecount.counter.frame;

import io.framecount.common.avro.WireFormat;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The compiled readers, by the schema id that is in each record. What a schema alone does not tell
 * is looked for in the versions of the topic's schema, and looked for again when a record of a new
 * schema comes: by then somebody has registered one. Not thread-safe.
 */
final class FieldReaders implements FrameReader {
  private static final long REFUSAL_NANOS = 10_000_000_000L;

  private final TopicSchemas schemas;
  private final WantedFields wanted;
  private final Map<Integer, Entry> entries = new HashMap<>();
  private int lastId;
  private FieldReader lastReader;

  /**
   * @param schemas throws {@link Undecodable} for a schema that is not there, and {@link
   *     RegistryAway} where that can't be known
   */
  FieldReaders(TopicSchemas schemas, WantedFields wanted) {
    this.schemas = schemas;
    this.wanted = wanted;
  }

  @Override
  public byte[] read(
      ConsumerRecord<?, ?> record, byte[] data, int from, int length, FrameFields into) {
    if (!WireFormat.isFramed(data, from, length)) {
      throw new Undecodable("not a record with a schema id (magic byte 0 is missing)");
    }
    int id = WireFormat.schemaId(data, from);
    FieldReader reader = lastReader != null && id == lastId ? lastReader : change(id);
    reader.read(data, from + WireFormat.HEADER_BYTES, from + length, into);
    return data;
  }

  private FieldReader change(int id) {
    Entry entry = entries.get(id);
    if (entry == null || entry.outdated()) {
      boolean news = entry == null || entry.unknown();
      entry = look(id);
      if (news && !entry.unknown()) {
        forgetUnsettled();
      }
      entries.put(id, entry);
    }
    lastReader = entry.reader();
    lastId = id;
    return lastReader;
  }

  private void forgetUnsettled() {
    entries.values().removeIf(entry -> !entry.settled());
    lastReader = null;
  }

  private Entry look(int id) {
    Schema schema;
    try {
      schema = schemas.byId(id);
    } catch (Undecodable e) {
      return Entry.refused(e.getMessage(), true);
    }
    try {
      return Entry.of(FieldReader.compile(schema, wanted, schemas::versions));
    } catch (UnfitSchema e) {
      return Entry.refused("schema id %d: %s".formatted(id, e.getMessage()), false);
    }
  }

  /**
   * A reader, or why there is none and until when to believe that.
   *
   * @param unknown whether there is not even a schema
   */
  private record Entry(FieldReader known, String refusal, long until, boolean unknown) {
    static Entry of(FieldReader reader) {
      return new Entry(reader, null, 0, false);
    }

    /** Asked again after a while: a schema, or the version that explains it, may come late. */
    static Entry refused(String reason, boolean unknown) {
      return new Entry(null, reason, System.nanoTime() + REFUSAL_NANOS, unknown);
    }

    FieldReader reader() {
      if (known == null) {
        throw new Undecodable(refusal);
      }
      return known;
    }

    boolean outdated() {
      return known == null && System.nanoTime() - until > 0;
    }

    boolean settled() {
      return known != null && known.complete();
    }
  }
}
