package io.framecount.counter.frame.field;

import io.framecount.common.text.EpochUnit;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which fields of a frame are counted by, as {@link FieldLookup} finds them.
 *
 * @param time the field that says when
 * @param unique the field whose distinct values are counted
 * @param by the field whose values are counted apart, if any
 * @param unsaid what holds for times that don't say it
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
   * What a time is that does not say it itself.
   *
   * @param unit of a number without a timestamp logical type
   * @param localZone whose clocks a {@code local-timestamp-*} was read from
   * @param textZone the same for text without an offset from UTC; nothing if such text is refused
   */
  public record Unsaid(EpochUnit unit, ZoneId localZone, Optional<ZoneId> textZone) {
    static final Unsaid BY_DEFAULT = new Unsaid(EpochUnit.MILLIS, ZoneOffset.UTC, Optional.empty());

    /** For who wants to read a record whatever its time is. */
    public static final Unsaid ANYTHING =
        new Unsaid(EpochUnit.AUTO, ZoneOffset.UTC, Optional.of(ZoneOffset.UTC));
  }
}
