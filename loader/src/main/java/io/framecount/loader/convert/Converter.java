package io.framecount.loader.convert;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.loader.convert.PlanCompiler.Plan;
import io.framecount.loader.convert.RecordNode.RecordField;
import io.framecount.loader.convert.Rejection.Diagnosis;
import io.framecount.loader.convert.stored.FieldPlace;
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

  private final Plan plan;
  private final LineState line;
  private final RecordKey key;
  private final EventTime time;
  private final Cures cures;

  private byte[] json;
  private int from;
  private int to;
  private boolean faulty;
  private long eventTime = NO_TIME;

  private Converter(Plan plan, LineState line, RecordKey key, EventTime time, Cures cures) {
    this.plan = plan;
    this.line = line;
    this.key = key;
    this.time = time;
    this.cures = cures;
  }

  /**
   * As {@link #compile(Schema, ConvertOptions, String, String)}, without event times.
   *
   * @param keyField path of the record key, by names or aliases; null for no key
   */
  public static Converter compile(Schema schema, ConvertOptions options, String keyField) {
    return compile(schema, options, keyField, null);
  }

  /**
   * Compiles the plan for a schema.
   *
   * @param keyField path of the record key, by names or aliases; null for no key
   * @param timeField path of the event time, by names or aliases: a timestamp, a local timestamp or
   *     a long, or a union with one; null for none
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
    LineState line = new LineState(options, plan.changes());
    RecordKey key = null;
    if (keyField != null) {
      FieldPlace place = FieldPlace.of(schema, keyField, "key");
      line.keyField = root(plan, place);
      key = new RecordKey(line, place, line.keyField, keyMayLack);
    }
    EventTime time = null;
    if (timeField != null) {
      FieldPlace place = timePlace(schema, timeField);
      line.timeField = root(plan, place);
      time = new EventTime(line, place, line.timeField);
    }
    Cures cures =
        new Cures(options, other -> compile(schema, other, keyField, keyMayLack, timeField));
    return new Converter(plan, line, key, time, cures);
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
    if (!faulty && plan.root().encodeRoot(line, from, out)) {
      eventTime = time == null ? NO_TIME : time.of(from, out);
      if (key == null || key.take(from, out)) {
        line.changes.count();
        return true;
      }
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

  /** Returns whether the last record has a key: its field is there, and not null. */
  public boolean hasKey() {
    return key != null && key.exists();
  }

  /**
   * The array that holds the key of the last record, in UTF-8: the buffer of the record, or one.
   */
  public byte[] keyArray() {
    return key.text().array();
  }

  public int keyOffset() {
    return key.text().offset();
  }

  public int keyLength() {
    return key.text().length();
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

  private static RecordField root(Plan plan, FieldPlace place) {
    return place.isStored() ? plan.root().field(place.rootName()) : null;
  }

  private static FieldPlace timePlace(Schema schema, String name) {
    FieldPlace place = FieldPlace.of(schema, name, "time");
    boolean isTime =
        !place.isStored()
            || place.types().stream().anyMatch(type -> type.getType() == Schema.Type.LONG);
    if (!isTime) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "field %s of schema %s is not a timestamp or long, so it cannot be the event time"
              .formatted(place.path(), schema.getFullName()));
    }
    return place;
  }
}
