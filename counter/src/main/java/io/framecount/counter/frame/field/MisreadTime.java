package io.framecount.counter.frame.field;

import io.framecount.common.text.EpochUnit;
import java.time.Instant;

/**
 * Reasons not to believe a time that tells neither its unit nor its offset from UTC, and which as
 * it is read can hardly be the time of a frame.
 */
public final class MisreadTime {
  private MisreadTime() {}

  /** A plain number whose magnitude speaks for another unit than the one that it is read in. */
  public static BadRecord inOtherUnit(String field, EpochUnit unit, String number) {
    double value = Double.parseDouble(number);
    EpochUnit other = EpochUnit.AUTO.of(value);
    return new BadRecord(
        BadRecord.Kind.MISREAD_TIME,
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

  static BadRecord withoutOffset(String field, String text) {
    return new BadRecord(
        BadRecord.Kind.MISREAD_TIME,
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
