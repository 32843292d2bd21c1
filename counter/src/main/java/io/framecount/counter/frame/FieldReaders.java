package io.framecount.counter.frame;

import io.framecount.common.avro.WireFormat;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.BadSchema;
import io.framecount.counter.frame.field.FieldLookup;
import io.framecount.counter.frame.field.FieldReader;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.WantedFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * The compiled readers, by the schema id that is in each record. Facts that a schema alone does not
 * tell are looked up in the versions of its subject, and again when a record of a new schema comes,
 * because a version was registered by then. Not thread-safe.
 */
public final class FieldReaders implements FrameReader {
  private static final long REFUSAL_NANOS = 10_000_000_000L;

  private final TopicSchemas schemas;
  private final Known<Integer> known;
  private int lastId;
  private FieldReader lastReader;

  /**
   * @param schemas throws {@link BadRecord} for a schema that is not there, and {@link
   *     RegistryAway} where that can't be known
   */
  public FieldReaders(TopicSchemas schemas, WantedFields wanted) {
    this.schemas = schemas;
    known = new Known<>(new HashMap<>(), wanted);
  }

  @Override
  public byte[] read(
      ConsumerRecord<?, ?> record, byte[] data, int from, int length, FrameFields into) {
    if (!WireFormat.isFramed(data, from, length)) {
      throw new BadRecord(
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
      throw new BadRecord(
          "not a record with a schema id in front: " + WireFormat.strange(headers(record), id));
    }
    return known.get(
        id,
        () -> schemas.byId(id),
        schema -> schemas.versions(OptionalInt.of(id), schema),
        "schema id %d: ".formatted(id));
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
    private final WantedFields wanted;
    private final Set<String> frameTypes = new HashSet<>();

    private Known(Map<K, Entry> entries, WantedFields wanted) {
      this.entries = entries;
      this.wanted = wanted;
    }

    /** By identity: equal schemas may differ in aliases, and comparing them takes time. */
    static Known<Schema> bySchema(WantedFields wanted) {
      return new Known<>(new IdentityHashMap<>(), wanted);
    }

    int size() {
      return entries.size();
    }

    void clear() {
      entries.clear();
    }

    /**
     * Returns the compiled reader, or null if it must be looked up.
     *
     * @throws BadRecord if it is known that there is none
     */
    FieldReader ready(K key) {
      Entry entry = entries.get(key);
      return entry == null || entry.outdated() ? null : entry.reader();
    }

    /**
     * Returns the compiled reader, and compiles it if necessary.
     *
     * @param schema throws {@link BadRecord} if there is none
     * @param versions of the schema's subject
     * @param label before the reason, if the schema does not fit
     * @throws BadRecord if there is no reader
     */
    FieldReader get(
        K key, Supplier<Schema> schema, Function<Schema, List<Schema>> versions, String label) {
      Entry entry = entries.get(key);
      if (entry == null || entry.outdated()) {
        boolean news = entry == null || entry.unknown();
        entry = entry(schema, versions, label);
        if (news && !entry.unknown()) {
          entries.values().removeIf(other -> !other.settled());
        }
        entries.put(key, entry);
      }
      return entry.reader();
    }

    private Entry entry(
        Supplier<Schema> source, Function<Schema, List<Schema>> versions, String label) {
      try {
        return look(source.get(), versions, label);
      } catch (BadRecord e) {
        return Entry.refused(e, true);
      }
    }

    private Entry look(Schema schema, Function<Schema, List<Schema>> versions, String label) {
      Asked all = new Asked(() -> versions.apply(schema));
      try {
        FieldReader reader = FieldReader.compile(schema, wanted, all);
        if (!schema.isUnion()) {
          frameTypes.add(schema.getFullName());
        }
        return Entry.of(reader);
      } catch (BadSchema e) {
        String reason = label + e.getMessage();
        return e.lacksField() && !isOfFrames(schema, all)
            ? Entry.refused(BadRecord.ofType(nameOf(schema), reason), false)
            : Entry.refused(new BadRecord(reason), false);
      }
    }

    /**
     * Returns whether the type has, or had, the fields: then a version that lacks them is a
     * mistake.
     */
    private boolean isOfFrames(Schema schema, Asked versions) {
      return FieldLookup.recordsOf(schema).stream()
          .anyMatch(
              type ->
                  frameTypes.contains(type.getFullName())
                      || FieldReader.anyFits(versions.get(), type, wanted));
    }

    /** Returns the names of a union's records if all are of other types. */
    private static String nameOf(Schema schema) {
      List<Schema> types = FieldLookup.recordsOf(schema);
      return types.isEmpty()
          ? schema.getFullName()
          : types.stream().map(Schema::getFullName).collect(Collectors.joining("|"));
    }
  }

  /** Versions that are asked for once at most. */
  private static final class Asked implements Supplier<List<Schema>> {
    private final Supplier<List<Schema>> source;
    private List<Schema> answer;

    Asked(Supplier<List<Schema>> source) {
      this.source = source;
    }

    @Override
    public List<Schema> get() {
      if (answer == null) {
        answer = source.get();
      }
      return answer;
    }
  }

  /**
   * A reader, or the reason why there is none, and the time until which that holds.
   *
   * @param unknown whether not even the schema is known
   */
  private record Entry(FieldReader known, BadRecord refusal, long until, boolean unknown) {
    static Entry of(FieldReader reader) {
      return new Entry(reader, null, 0, false);
    }

    /** Asked again after a while: a schema, or the version that explains it, may come late. */
    static Entry refused(BadRecord reason, boolean unknown) {
      return new Entry(null, reason, System.nanoTime() + REFUSAL_NANOS, unknown);
    }

    FieldReader reader() {
      if (known == null) {
        throw refusal;
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
