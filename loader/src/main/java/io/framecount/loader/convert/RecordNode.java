package io.framecount.loader.convert;

import io.framecount.common.json.IntStack;
import io.framecount.common.json.KeyTable;
import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.convert.Rejection.Reason;
import io.framecount.loader.convert.SimpleNodes.RawJsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Avro record: scans the object once, then encodes the fields in the order of the schema. Made in
 * two steps, since a record may contain itself.
 */
final class RecordNode implements Node {
  private static final int NAMES_SHOWN = 10;

  private final ChangeLog.Place place;
  private final boolean refusesUnknown;
  private RecordField[] fields;
  private RecordField[] bySlot;
  private RecordField[] aliased;
  private KeyTable keys;

  /**
   * @param place its place in the plan
   * @param refusesUnknown whether a member that no field takes rejects the record
   */
  RecordNode(ChangeLog.Place place, boolean refusesUnknown) {
    this.place = place;
    this.refusesUnknown = refusesUnknown;
  }

  void complete(List<RecordField> fields, KeyTable keys) {
    this.fields = fields.toArray(RecordField[]::new);
    this.keys = keys;
    bySlot = new RecordField[keys.unknown()];
    for (RecordField field : fields) {
      for (int slot : field.slots()) {
        bySlot[slot] = field;
      }
    }
    aliased = fields.stream().filter(field -> field.slots().length > 1).toArray(RecordField[]::new);
  }

  ChangeLog.Place place() {
    return place;
  }

  /** Adds the members that no field took since the last time. What no name was kept for is …. */
  void drainTo(Map<ChangedValue, Long> changes) {
    if (!refusesUnknown && !keys.keepsUnknown()) {
      keys.drainUnknown(
          (name, seen) -> {
            String path = place.field(name).toString();
            changes.merge(new ChangedValue(Kind.DROPPED, path, null), seen, Long::sum);
          });
    }
  }

  RecordField field(String name) {
    for (RecordField field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** Encodes the line from {@code from} on; the places of its members stay at 0 of the stack. */
  boolean encodeRoot(LineState line, int from, AvroBuffer out) {
    int base = line.stack.reserve(keys.unknown() + 1, -1);
    int at = line.scanner.root(from, keys, line.stack, base);
    return at >= 0 && noteReplaced(line, base) && encodeFields(line, at, base, out);
  }

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    return encode(line, at, out, false);
  }

  @Override
  public boolean encodeBranch(LineState line, int at, AvroBuffer out) {
    return encode(line, at, out, true);
  }

  /** Returns how many of the names in the object at {@code at} are those of fields. */
  int matches(LineState line, int at) {
    int tried = line.tried.size();
    int base = line.stack.reserve(keys.unknown() + 1, -1);
    int end = line.scanner.attempt(at, keys, line.stack, base, false, line.tried);
    int matches = 0;
    for (int slot = 0; slot < keys.unknown(); slot++) {
      matches += line.stack.get(base + slot) >= 0 ? 1 : 0;
    }
    line.stack.release(base);
    line.tried.forget(tried);
    line.waste(end - at);
    return matches;
  }

  private boolean encode(LineState line, int at, AvroBuffer out, boolean asBranch) {
    if (line.first(at) != '{') {
      return line.fail(Reason.WRONG_TYPE, at, this);
    }
    int base = line.stack.reserve(keys.unknown() + 1, -1);
    int end =
        line.trying
            ? line.scanner.attempt(at, keys, line.stack, base, line.exact, line.tried)
            : line.scanner.object(at, keys, line.stack, base);
    boolean fits =
        (asBranch && isForeign(line, base))
            ? line.fail(Reason.NO_BRANCH, at, expectedMembers())
            : noteReplaced(line, base) && encodeFields(line, at, base, out);
    fits = fits || line.waste(end - at);
    line.stack.release(base);
    return fits;
  }

  /** Counts the values that others of the same field took the place of; false if none may be. */
  private boolean noteReplaced(LineState line, int base) {
    IntStack repeated = line.scanner.repeated();
    for (int i = 0; i < repeated.size(); i++) {
      int slot = repeated.get(i);
      if (!line.replace(bySlot[slot].replaced(), line.stack.get(base + slot))) {
        return false;
      }
    }
    for (RecordField field : aliased) {
      for (int others = field.places(line.stack, base) - 1; others > 0; others--) {
        if (!line.replace(field.replaced(), field.place(line.stack, base))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns whether the object has members, but none that a field takes. */
  private boolean isForeign(LineState line, int base) {
    if (keys.keepsUnknown() || line.stack.get(base + keys.unknown()) < 0) {
      return false;
    }
    for (int slot = 0; slot < keys.unknown(); slot++) {
      if (line.stack.get(base + slot) >= 0) {
        return false;
      }
    }
    return true;
  }

  private String expectedMembers() {
    String names =
        Stream.of(fields)
            .limit(NAMES_SHOWN)
            .map(RecordField::name)
            .collect(Collectors.joining(", "));
    return "an object with any of %s%s (--avro-json takes tags)"
        .formatted(names, fields.length > NAMES_SHOWN ? ", …" : "");
  }

  private boolean encodeFields(LineState line, int at, int base, AvroBuffer out) {
    IntStack found = line.stack;
    int unknown = found.get(base + keys.unknown());
    if (unknown >= 0 && (line.exact || refusesUnknown)) {
      return line.fail(Reason.UNKNOWN_FIELD, unknown, "a member that the schema has a field for");
    }
    for (RecordField field : fields) {
      if (base == 0) {
        line.place(field, out.length());
      }
      int place = field.place(found, base);
      if (place >= 0) {
        if (!field.node().encode(line, place, out)) {
          return false;
        }
      } else if (!encodeMissing(line, field, at, base, out)) {
        return false;
      }
    }
    return true;
  }

  private boolean encodeMissing(
      LineState line, RecordField field, int at, int base, AvroBuffer out) {
    if (field.collector() != null) {
      return field.collector().encode(line, base + keys.unknown() + 1, out);
    }
    byte[] fallback = field.fallback();
    if (fallback == null) {
      return line.failMissing(Reason.MISSING_FIELD, at, field.name(), field.node().expected());
    }
    out.writeFixed(fallback, 0, fallback.length);
    line.changes.note(field.defaulted());
    return true;
  }

  @Override
  public int kinds() {
    return Kinds.OBJECT;
  }

  @Override
  public String expected() {
    return "an object";
  }

  /** A field of a record in a plan. */
  static final class RecordField {
    private final String name;
    private final Node node;
    private final int[] slots;
    private final byte[] fallback;
    private final ChangeLog.Site defaulted;
    private final ChangeLog.Site replaced;
    private final Collector collector;

    private RecordField(
        String name,
        Node node,
        int[] slots,
        byte[] fallback,
        ChangeLog.Site defaulted,
        ChangeLog.Site replaced,
        Collector collector) {
      this.name = name;
      this.node = node;
      this.slots = slots;
      this.fallback = fallback;
      this.defaulted = defaulted;
      this.replaced = replaced;
      this.collector = collector;
    }

    /**
     * A field that takes the value of a member.
     *
     * @param slots where the scanner leaves the value's place: by name, then by each alias
     * @param fallback the bytes of a value that is missing; null if it must not be
     * @param defaulted counts how often it is
     * @param replaced counts values that were there and not taken; null if there must be none
     */
    static RecordField taking(
        String name,
        Node node,
        int[] slots,
        byte[] fallback,
        ChangeLog.Site defaulted,
        ChangeLog.Site replaced) {
      return new RecordField(name, node, slots, fallback, defaulted, replaced, null);
    }

    /** A field that keeps the members that no other takes. */
    static RecordField collecting(String name, Collector collector) {
      return new RecordField(name, new RawJsonNode(), new int[0], null, null, null, collector);
    }

    String name() {
      return name;
    }

    Node node() {
      return node;
    }

    byte[] fallback() {
      return fallback;
    }

    ChangeLog.Site defaulted() {
      return defaulted;
    }

    Collector collector() {
      return collector;
    }

    ChangeLog.Site replaced() {
      return replaced;
    }

    /** Returns where the scanner leaves its values: by name, then by each alias. */
    int[] slots() {
      return slots;
    }

    /** The number of the field's names, aliases included, that have a value. */
    int places(IntStack found, int base) {
      int places = 0;
      for (int slot : slots) {
        places += found.get(base + slot) >= 0 ? 1 : 0;
      }
      return places;
    }

    /** Returns where the value of this field begins, or -1. */
    int place(IntStack found, int base) {
      for (int slot : slots) {
        int at = found.get(base + slot);
        if (at >= 0) {
          return at;
        }
      }
      return -1;
    }
  }
}
