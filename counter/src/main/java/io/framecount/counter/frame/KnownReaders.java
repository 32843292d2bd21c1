package io.framecount.counter.frame;

import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.BadSchema;
import io.framecount.counter.frame.field.FieldLookup;
import io.framecount.counter.frame.field.FieldReader;
import io.framecount.counter.frame.field.WantedFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Readers, or why there are none, by what stands for a schema. Not thread-safe.
 *
 * @param <K> an id, or the schema itself
 */
final class KnownReaders<K> {
  private static final long REFUSAL_NANOS = 10_000_000_000L;
  private static final long FOR_GOOD_NANOS = Long.MAX_VALUE / 4;

  private final Map<K, Entry> entries;
  private final WantedFields wanted;
  private final Set<String> frameTypes = new HashSet<>();

  private KnownReaders(Map<K, Entry> entries, WantedFields wanted) {
    this.entries = entries;
    this.wanted = wanted;
  }

  /** By ids, or what else stands for a schema. */
  static <K> KnownReaders<K> byKey(WantedFields wanted) {
    return new KnownReaders<>(new HashMap<>(), wanted);
  }

  /** By identity: equal schemas may differ in aliases, and comparing them takes time. */
  static KnownReaders<Schema> bySchema(WantedFields wanted) {
    return new KnownReaders<>(new IdentityHashMap<>(), wanted);
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
   * Returns whether the type has, or had, the fields: then a version that lacks them is a mistake.
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
      // That a schema is a JSON Schema does not change.
      long nanos = reason.kind() == BadRecord.Kind.JSON ? FOR_GOOD_NANOS : REFUSAL_NANOS;
      return new Entry(null, reason, System.nanoTime() + nanos, unknown);
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
