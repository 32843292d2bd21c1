package io.framecount.counter.frame.field;

import io.framecount.common.json.FieldPath;
import io.framecount.common.text.EpochUnit;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The fields that frames are counted by, as {@link FieldLookup} finds them.
 *
 * @param time the field that says when
 * @param unique the field whose distinct values are counted
 * @param by the field whose values are counted apart, if any
 * @param unsaid units and zones of times that don't tell them
 */
public record WantedFields(String time, String unique, Optional<String> by, Unsaid unsaid) {

  /** Without groups. */
  public WantedFields(String time, String unique) {
    this(time, unique, Optional.empty());
  }

  /** With what holds for times by default. */
  public WantedFields(String time, String unique, Optional<String> by) {
    this(time, unique, by, Unsaid.BY_DEFAULT);
  }

  public FieldPath timePath() {
    return FieldPath.parse(time);
  }

  public FieldPath uniquePath() {
    return FieldPath.parse(unique);
  }

  public Optional<FieldPath> byPath() {
    return by.map(FieldPath::parse);
  }

  /** Returns whether at least one of the fields lies in the values of records. */
  public boolean inValue() {
    return timePath().inValue()
        || uniquePath().inValue()
        || byPath().filter(FieldPath::inValue).isPresent();
  }

  public WantedFields with(Unsaid other) {
    return new WantedFields(time, unique, by, other);
  }

  /**
   * Units and zones of times that don't tell them themselves.
   *
   * @param unit of a number without a timestamp logical type
   * @param localZone of the clocks behind a {@code local-timestamp-*}
   * @param textZone the same for text without an offset from UTC; nothing if a schema with such
   *     text is refused, and JSON with such text is taken as UTC
   * @param jsonUnit of a number in JSON, which never says its unit
   */
  public record Unsaid(
      EpochUnit unit, ZoneId localZone, Optional<ZoneId> textZone, EpochUnit jsonUnit) {
    static final Unsaid BY_DEFAULT = of(Optional.empty(), ZoneOffset.UTC, Optional.empty());

    /** With one unit for all numbers. */
    public Unsaid(EpochUnit unit, ZoneId localZone, Optional<ZoneId> textZone) {
      this(unit, localZone, textZone, unit);
    }

    /** By options: without a unit, a plain number in Avro is of milliseconds, JSON is guessed. */
    public static Unsaid of(Optional<EpochUnit> unit, ZoneId localZone, Optional<ZoneId> textZone) {
      return new Unsaid(
          unit.orElse(EpochUnit.MILLIS), localZone, textZone, unit.orElse(EpochUnit.AUTO));
    }

    /** Reads any kind of time. */
    public static final Unsaid ANYTHING =
        new Unsaid(EpochUnit.AUTO, ZoneOffset.UTC, Optional.of(ZoneOffset.UTC));
  }
}
