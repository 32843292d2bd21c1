package io.framecount.loader.convert;

/**
 * Avro timestamp-* and local-timestamp-*: a number since 1970 by {@link EpochUnit}, one in a
 * string, or ISO 8601 text. Text without an offset from UTC is taken as UTC; for a local timestamp
 * it must have none, since Avro could not keep it. What is finer than the unit is cut off.
 *
 * @param power which power of ten of the unit is a second: 3, 6 or 9
 */
record TimestampNode(int power, boolean isLocal) implements Node {
  @Override
  public boolean encode(Encoding in, int at, AvroBuffer out) {
    if (!read(in, at)) {
      return false;
    }
    out.writeLong(in.number.value());
    return true;
  }

  /** Leaves the value in {@code in.number}. */
  boolean read(Encoding in, int at) {
    if (in.first(at) == '"') {
      if (!in.readText(at, this)) {
        return false;
      }
      if (in.time.readDateTime(in.text.bytes(), in.text.start(), in.text.end())) {
        return setFromText(in, at);
      }
      if (!in.readNumber(at, this)) {
        return in.fail(Reason.BAD_TIME, at, this);
      }
    } else if (!in.readNumber(at, this)) {
      return false;
    }
    int given = in.options.epochUnit().powerFor(in.number);
    Reason misfit = in.number.scaled(power - given, true);
    return misfit == null || in.fail(misfit, at, this);
  }

  private boolean setFromText(Encoding in, int at) {
    if (isLocal && in.time.hasOffset()) {
      return in.fail(Reason.BAD_TIME, at, this);
    }
    long unitsPerSecond = NumberText.power(power);
    long fraction = in.time.nanos() / NumberText.power(9 - power);
    long seconds = in.time.epochSecond();
    if (Math.abs(seconds) >= Long.MAX_VALUE / unitsPerSecond) {
      return in.fail(Reason.OUT_OF_RANGE, at, this);
    }
    in.number.set(seconds * unitsPerSecond + fraction);
    return true;
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
