package io.framecount.loader.convert;

/** Avro boolean. */
record BooleanNode() implements Node {
  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    byte first = line.first(at);
    out.writeBoolean(first == 't');
    return first == 't' || first == 'f' || line.fail(Reason.WRONG_TYPE, at, this);
  }

  @Override
  public int kinds() {
    return Kinds.BOOLEAN;
  }

  @Override
  public String expected() {
    return "true or false";
  }
}
