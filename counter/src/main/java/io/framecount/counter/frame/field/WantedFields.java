package io.framecount.counter.frame.field;

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

  public WantedFields with(Unsaid other) {
    return new WantedFields(time, unique, by, other);
  }

  /**
   * Units and zones of times that don't tell them themselves.
   *
   * @param unit of a number without a timestamp logical type
   * @param localZone of the clocks behind a {@code local-timestamp-*}
   * @param textZone the same for text without an offset from UTC; nothing if such text is refused
   */
  public record Unsaid(EpochUnit unit, ZoneId localZone, Optional<ZoneId> textZone) {
    static final Unsaid BY_DEFAULT = new Unsaid(EpochUnit.MILLIS, ZoneOffset.UTC, Optional.empty());

    /** Reads any kind of time. */
    public static final Unsaid ANYTHING =
        new Unsaid(EpochUnit.AUTO, ZoneOffset.UTC, Optional.of(ZoneOffset.UTC));
  }
}
