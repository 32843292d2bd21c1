package io.framecount.loader.convert;

import io.framecount.loader.convert.Rejection.Reason;

/**
 * Avro time-millis or time-micros: a string such as {@code 13:39:44.5}, or the number of units
 * since midnight. A finer fraction is cut off.
 *
 * @param nanosPerUnit 1,000,000 or 1,000
 * @param rounded counts what is cut off; null to refuse it
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
