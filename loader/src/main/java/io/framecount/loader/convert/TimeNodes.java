package io.framecount.loader.convert;

import io.framecount.common.json.StringText;
import io.framecount.common.text.EpochUnit;
import io.framecount.common.text.Misfit;
import io.framecount.loader.convert.Rejection.Reason;

/** The nodes of times of day and of timestamps. */
final class TimeNodes {
  private TimeNodes() {}

  /**
   * Avro time-millis or time-micros: a string such as {@code 13:39:44.5}, or the number of units
   * since midnight. A finer fraction is cut off.
   *
   * @param nanosPerUnit 1,000,000 or 1,000
   * @param rounded counts the fractions that are cut off; null to refuse them
   */
  record TimeNode(long nanosPerUnit, ChangeLog.Site rounded) implements Node {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (line.first(at) == '"') {
        if (!line.readText(at, this)) {
          return false;
        }
        if (line.time.readTime(line.text.bytes(), line.text.start(), line.text.end())) {
          long nanos = line.time.nanoOfDay();
          out.writeLong(nanos / nanosPerUnit);
          return (nanos % nanosPerUnit == 0 && !line.time.isCut())
              || line.change(rounded, Reason.INEXACT, at, this);
        }
        if (!line.readNumber(at, this)) {
          return line.fail(Reason.BAD_TIME, at, this);
        }
      }
      if (!line.readWhole(at, this)) {
        return false;
      }
      long value = line.number.value();
      if (value < 0 || value >= NANOS_PER_DAY / nanosPerUnit) {
        return line.fail(Reason.OUT_OF_RANGE, at, this);
      }
      out.writeLong(value);
      return true;
    }

    @Override
    public int kinds() {
      return Kinds.NUMBER | Kinds.STRING;
    }

    @Override
    public String expected() {
      String unit = nanosPerUnit == 1_000 ? "microseconds" : "milliseconds";
      return "a time such as 13:39:44.5, or %s since midnight".formatted(unit);
    }
  }

  /**
   * Avro timestamp-* and local-timestamp-*: a number since 1970 by {@link EpochUnit}, such a number
   * in a string, ISO 8601 text, or the date of a mail. Text without an offset from UTC is in the
   * zone of the options, or else in UTC; text for a local timestamp must have no offset, since Avro
   * could not keep it. A fraction finer than the unit is cut off.
   *
   * @param power the number of units in a second, as a power of ten: 3, 6 or 9
   * @param rounded counts the fractions that are cut off; null to refuse them
   * @param assumedUtc counts texts without an offset; null to refuse them
   * @param clockChange counts texts without an offset that the clocks of the zone skip or show
   *     twice; null to refuse them
   */
  record TimestampNode(
      int power,
      boolean isLocal,
      ChangeLog.Site rounded,
      ChangeLog.Site assumedUtc,
      ChangeLog.Site clockChange)
      implements Node {
    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (!read(line, at)) {
        return false;
      }
      out.writeLong(line.number.value());
      if (line.timestamp.isCut() && !line.change(rounded, Reason.INEXACT, at, this)) {
        return false;
      }
      if (line.timestamp.isClockChange()) {
        return line.change(clockChange, Reason.BAD_TIME, at, this);
      }
      return isLocal
          || !line.timestamp.lacksOffset()
          || line.options.zone().isPresent()
          || line.change(assumedUtc, Reason.BAD_TIME, at, this);
    }

    /** Leaves the value in {@code line.number}. */
    boolean read(LineState line, int at) {
      if (line.isNumber(at)) {
        int end = line.scanner.skip(at);
        return accept(line.timestamp.readNumber(line.json(), at, end, power), line, at);
      }
      StringText text = line.text;
      return line.readText(at, this)
          && accept(
              line.timestamp.readString(
                  text.bytes(), text.start(), text.end(), power, !line.exact, isLocal),
              line,
              at);
    }

    private boolean accept(Misfit misfit, LineState line, int at) {
      return misfit == null || line.fail(misfit, at, this);
    }

    @Override
    public int kinds() {
      return Kinds.NUMBER | Kinds.STRING;
    }

    @Override
    public String expected() {
      return isLocal
          ? "a number since 1970 or a time such as 2016-07-11T13:39:44.384 without offset"
          : "a number since 1970 or a time such as 2016-07-11T13:39:44.384Z";
    }
  }
}
