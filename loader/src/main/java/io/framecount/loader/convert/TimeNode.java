package io.framecount.loader.convert;

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
  public boolean encode(Encoding in, int at, AvroBuffer out) {
    if (in.first(at) == '"') {
      if (!in.readText(at, this)) {
        return false;
      }
      if (in.time.readTime(in.text.bytes(), in.text.start(), in.text.end())) {
        long nanos = in.time.nanoOfDay();
        out.writeLong(nanos / nanosPerUnit);
        return (nanos % nanosPerUnit == 0 && !in.time.isCut())
            || in.change(rounded, Reason.INEXACT, at, this);
      }
      if (!in.readNumber(at, this)) {
        return in.fail(Reason.BAD_TIME, at, this);
      }
    }
    if (!in.readWhole(at, this)) {
      return false;
    }
    long value = in.number.value();
    if (value < 0 || value >= NANOS_PER_DAY / nanosPerUnit) {
      return in.fail(Reason.OUT_OF_RANGE, at, this);
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
