package io.framecount.counter.frame.field;

import io.framecount.common.text.EpochUnit;
import java.time.Instant;

/**
 * A time that says neither its unit nor its offset from UTC, and which by what holds for such times
 * can hardly be when a frame happened.
 */
public final class MisreadTime extends BadRecord {
  private static final long serialVersionUID = 1L;

  private MisreadTime(String reason) {
    super(reason);
  }

  /** A plain number whose magnitude speaks for another unit than the one that it is read in. */
  public static MisreadTime inOtherUnit(String field, EpochUnit unit, String number) {
    double value = Double.parseDouble(number);
    EpochUnit other = EpochUnit.AUTO.of(value);
    return new MisreadTime(
        "field '%s' is the plain number %s, which is %s in %s, but %s in %s; if that is its unit, say --epoch-unit %s"
            .formatted(
                field,
                number,
                text(unit.toMillis(value)),
                unit.words(),
                text(other.toMillis(value)),
                other.words(),
                other.option()));
  }

  static MisreadTime withoutOffset(String field, String text) {
    return new MisreadTime(
        "field '%s' is '%s', a time without an offset from UTC; say with --time-zone whose clocks showed it, such as --time-zone UTC"
            .formatted(field, text));
  }

  /** Why text or JSON is no time at all. */
  public static String noTime(String field) {
    return "field '%s' is neither a time since 1970 nor one such as 2016-07-11T13:39:44Z"
        .formatted(field);
  }

  private static String text(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
