package io.framecount.counter.frame;

import io.framecount.common.avro.WireFormat;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * The compiled readers, by the schema id that is in each record. What a schema alone does not tell
 * is looked for in the versions of its subject, and looked for again when a record of a new schema
 * comes: by then somebody has registered one. Not thread-safe.
 */
final class FieldReaders implements FrameReader {
  private static final long REFUSAL_NANOS = 10_000_000_000L;

  private final TopicSchemas schemas;
  private final WantedFields wanted;
  private final Known<Integer> known = new Known<>(new HashMap<>());
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
      throw new Undecodable(
          "not a record with a schema id (magic byte 0 is missing): "
              + WireFormat.strange(headers(record), data, from, length));
    }
    int id = WireFormat.schemaId(data, from);
    FieldReader reader = lastReader != null && id == lastId ? lastReader : change(record, id);
    reader.read(data, from + WireFormat.HEADER_BYTES, from + length, into);
    return data;
  }

  private FieldReader change(ConsumerRecord<?, ?> record, int id) {
    // A new one makes others be looked for again, the last one maybe.
    lastReader = null;
    FieldReader ready = known.ready(id);
    lastReader = ready == null ? look(record, id) : ready;
    lastId = id;
    return lastReader;
  }

  private FieldReader look(ConsumerRecord<?, ?> record, int id) {
    // Looked at here and not for each record, since it makes a text of each header's name.
    if (id <= 0 || WireFormat.hasIdElsewhere(headers(record))) {
      throw new Undecodable(
          "not a record with a schema id in front: " + WireFormat.strange(headers(record), id));
    }
    return known.get(id, () -> compile(id));
  }

  private FieldReader compile(int id) {
    Schema schema = schemas.byId(id);
    try {
      return FieldReader.compile(
          schema, wanted, () -> schemas.versions(OptionalInt.of(id), schema));
    } catch (UnfitSchema e) {
      throw new UnfitSchema("schema id %d: %s".formatted(id, e.getMessage()));
    }
  }

  private static Headers headers(ConsumerRecord<?, ?> record) {
    return record == null ? null : record.headers();
  }

  /**
   * Readers, or why there are none, by what stands for a schema. Not thread-safe.
   *
   * @param <K> an id, or the schema itself
   */
  static final class Known<K> {
    private final Map<K, Entry> entries;

    private Known(Map<K, Entry> entries) {
      this.entries = entries;
    }

    /** By identity: equal schemas may differ in aliases, and comparing them takes time. */
    static Known<Schema> bySchema() {
      return new Known<>(new IdentityHashMap<>());
    }

    int size() {
      return entries.size();
    }

    void clear() {
      entries.clear();
    }

    /**
     * The reader that was compiled for it; null if it has to be looked for.
     *
     * @throws Undecodable if there is none
     */
    FieldReader ready(K key) {
      Entry entry = entries.get(key);
      return entry == null || entry.outdated() ? null : entry.reader();
    }

    /**
     * The reader that was compiled for it, or is now.
     *
     * @param compile throws {@link UnfitSchema}, or {@link Undecodable} if there is no schema at
     *     all
     * @throws Undecodable if there is none
     */
    FieldReader get(K key, Supplier<FieldReader> compile) {
      Entry entry = entries.get(key);
      if (entry == null || entry.outdated()) {
        boolean news = entry == null || entry.unknown();
        entry = look(compile);
        if (news && !entry.unknown()) {
          entries.values().removeIf(other -> !other.settled());
        }
        entries.put(key, entry);
      }
      return entry.reader();
    }

    private static Entry look(Supplier<FieldReader> compile) {
      try {
        return Entry.of(compile.get());
      } catch (Undecodable e) {
        return Entry.refused(e.getMessage(), true);
      } catch (UnfitSchema e) {
        return Entry.refused(e.getMessage(), false);
      }
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
