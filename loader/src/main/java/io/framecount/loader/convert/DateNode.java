package io.framecount.loader.convert;

/** Avro date: a string such as {@code 2016-07-11}, or the number of days since 1970-01-01. */
record DateNode() implements Node {
  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (line.first(at) == '"') {
      if (!line.readText(at, this)) {
        return false;
      }
      if (line.time.readDate(line.text.bytes(), line.text.start(), line.text.end())) {
        long days = line.time.days();
        out.writeLong(days);
        return days == (int) days || line.fail(Reason.OUT_OF_RANGE, at, this);
      }
      if (!line.readNumber(at, this)) {
        return line.fail(Reason.BAD_TIME, at, this);
      }
    }
    return WholeNode.INT.encode(line, at, out);
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
