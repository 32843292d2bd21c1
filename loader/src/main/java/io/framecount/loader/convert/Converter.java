package io.framecount.loader.convert;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.loader.convert.PlanCompiler.Plan;
import io.framecount.loader.convert.RecordNode.RecordField;
import io.framecount.loader.convert.Rejection.Diagnosis;
import io.framecount.loader.convert.Rejection.Reason;
import io.framecount.loader.convert.TimeNodes.TimestampNode;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Converts lines of JSON to Avro binary of one record schema.
 *
 * <p>Not thread-safe: one for each thread. Converting a line allocates nothing, except for numbers
 * of many digits in float, double and large decimal fields, and for member names seen for the first
 * time. {@link #rejection} and the key are views of the line and the record, so ask for them before
 * these change.
 */
public final class Converter {
  /** Value of {@link #eventTime} for a record without a time. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final String KEY = "a value that can be the key (--key none loads without keys)";

  private static final TimestampNode EVENT_TIME =
      new TimestampNode(3, false, ChangeLog.UNCOUNTED, ChangeLog.UNCOUNTED, ChangeLog.UNCOUNTED);

  private final Plan plan;
  private final LineState line;
  private final RecordField keyField;
  private final RecordField timeField;
  private final Cures cures;

  private byte[] json;
  private int from;
  private int to;
  private boolean faulty;
  private final KeyText keyText;
  private final boolean keyMayLack;
  private boolean hasKey;
  private long eventTime = NO_TIME;
  private final Node eventTimes;
  private final AvroBuffer scratch = new AvroBuffer(16);

  private Converter(
      Plan plan,
      ConvertOptions options,
      RecordField key,
      Schema keySchema,
      boolean keyMayLack,
      RecordField time,
      Cures cures) {
    this.plan = plan;
    this.cures = cures;
    this.line = new LineState(options, plan.changes());
    this.keyField = key;
    this.line.keyField = key;
    this.keyText = keySchema == null ? null : new KeyText(keySchema);
    this.keyMayLack = keyMayLack;
    this.timeField = time;
    this.eventTimes =
        options.allows(Leniency.EXTENDED_JSON)
            ? ExtendedNode.around(EVENT_TIME, ChangeLog.UNCOUNTED)
            : EVENT_TIME;
  }

  /**
   * As {@link #compile(Schema, ConvertOptions, String, String)}, without event times.
   *
   * @param keyField name or alias of the root field that is the record key; null for no key
   */
  public static Converter compile(Schema schema, ConvertOptions options, String keyField) {
    return compile(schema, options, keyField, null);
  }

  /**
   * Compiles the plan for a schema.
   *
   * @param keyField name or alias of the root field that is the record key; null for no key
   * @param timeField name or alias of the root field that is the event time: a timestamp, a local
   *     timestamp or a long, or a union with one; null for none
   * @throws CommandFailure if the schema cannot be used so
   */
  public static Converter compile(
      Schema schema, ConvertOptions options, String keyField, String timeField) {
    return compile(schema, options, keyField, false, timeField);
  }

  /**
   * The same.
   *
   * @param keyMayLack whether a record without a key is a record, or rejected
   */
  public static Converter compile(
      Schema schema,
      ConvertOptions options,
      String keyField,
      boolean keyMayLack,
      String timeField) {
    Plan plan = PlanCompiler.compile(schema, options);
    RecordField key = keyField == null ? null : rootField(plan, schema, keyField, "key");
    Schema keySchema = key == null ? null : schema.getField(key.name()).schema();
    RecordField time = timeField == null ? null : timeField(plan, schema, timeField);
    Cures cures =
        new Cures(options, other -> compile(schema, other, keyField, keyMayLack, timeField));
    return new Converter(plan, options, key, keySchema, keyMayLack, time, cures);
  }

  /**
   * Converts the JSON in {@code [from, to)} and appends the record to {@code out}.
   *
   * @return false if it was rejected: {@code out} is as before, and {@link #rejection()} tells why
   */
  public boolean convert(byte[] json, int from, int to, AvroBuffer out) {
    this.json = json;
    this.from = from;
    this.to = to;
    int start = out.length();
    line.begin(json, to - from);
    faulty = !line.scanner.open(json, from, to);
    if (!faulty && plan.root().encodeRoot(line, from, out) && takeTime() && takeKey(out)) {
      line.changes.count();
      return true;
    }
    faulty = line.scanner.fault() != null;
    out.truncate(start);
    return false;
  }

  /** Why the last line was rejected. */
  public Rejection rejection() {
    Diagnosis diagnosis = new Diagnosis(json, from, to);
    Rejection rejection = faulty ? diagnosis.ofFault(line.scanner) : diagnosis.ofValue(line);
    return rejection.withCures(cures.of(json, from, to, rejection));
  }

  /** Counts no changes of the last record after all, since it does not become a frame. */
  public void discard() {
    line.changes.takeBack();
  }

  /** Returns whether the last record has a key: its field is not null. */
  public boolean hasKey() {
    return hasKey;
  }

  /**
   * The array that holds the key of the last record, in UTF-8: the buffer of the record, or one.
   */
  public byte[] keyArray() {
    return keyText.array();
  }

  public int keyOffset() {
    return keyText.offset();
  }

  public int keyLength() {
    return keyText.length();
  }

  /** Milliseconds since 1970 of the last record's time field, or {@link #NO_TIME}. */
  public long eventTime() {
    return eventTime;
  }

  /**
   * Adds how often records came to differ from their lines since the last time, in each way and
   * field.
   */
  public void drainTo(Map<ChangedValue, Long> changes) {
    plan.records().forEach(record -> record.drainTo(changes));
    plan.changes().drainTo(changes);
  }

  private boolean takeTime() {
    if (timeField == null) {
      return true;
    }
    int place = timeField.place(line.stack, 0);
    int at = place < 0 ? place : untagged(timeField, place);
    scratch.clear();
    boolean there = at >= 0 && eventTimes.encode(line, at, scratch);
    eventTime = there ? line.number.value() : NO_TIME;
    return true;
  }

  private boolean takeKey(AvroBuffer out) {
    hasKey = keyField != null && keyText.read(out, line.keyAt);
    if (hasKey || keyField == null || keyMayLack) {
      return true;
    }
    int at = keyField.place(line.stack, 0);
    return at < 0
        ? line.failMissing(Reason.NO_KEY, line.scanner.space(from), keyField.name(), KEY)
        : line.fail(Reason.NO_KEY, at, KEY);
  }

  private int untagged(RecordField field, int at) {
    int value =
        line.first(at) == '{' && field.node() instanceof UnionNode union
            ? union.tagged(line, at)
            : -1;
    return value < 0 ? at : value;
  }

  private static RecordField timeField(Plan plan, Schema schema, String name) {
    RecordField field = rootField(plan, schema, name, "time");
    if (!isTime(schema.getField(field.name()).schema())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "field %s of schema %s is not a timestamp or long, so it cannot be the event time"
              .formatted(field.name(), schema.getFullName()));
    }
    return field;
  }

  private static boolean isTime(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().anyMatch(Converter::isTime)
        : schema.getType() == Schema.Type.LONG;
  }

  private static RecordField rootField(Plan plan, Schema schema, String name, String role) {
    for (Schema.Field field : schema.getFields()) {
      if (field.name().equals(name)
          || (schema.getField(name) == null && field.aliases().contains(name))) {
        return plan.root().field(field.name());
      }
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "schema %s has no field %s to take the %s from; it has %s"
            .formatted(schema.getFullName(), name, role, names(schema)));
  }

  private static String names(Schema schema) {
    return String.join(", ", schema.getFields().stream().map(Schema.Field::name).toList());
  }
}
