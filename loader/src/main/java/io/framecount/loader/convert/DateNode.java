package io.framecount.loader.convert;

/** Avro date: a string such as {@code 2016-07-11}, or the number of days since 1970-01-01. */
record DateNode() implements Node {
  @Override
  public boolean encode(Encoding in, int at, AvroBuffer out) {
    if (in.first(at) == '"') {
      if (!in.readText(at, this)) {
        return false;
      }
      if (in.time.readDate(in.text.bytes(), in.text.start(), in.text.end())) {
        long days = in.time.days();
        out.writeLong(days);
        return days == (int) days || in.fail(Reason.OUT_OF_RANGE, at, this);
      }
      if (!in.readNumber(at, this)) {
        return in.fail(Reason.BAD_TIME, at, this);
      }
    }
    return WholeNode.INT.encode(in, at, out);
  }

  @Override
  public int kinds() {
    return Kinds.NUMBER | Kinds.STRING;
  }

  @Override
  public String expected() {
    return "a date such as 2016-07-11, or days since 1970-01-01";
  }
}
