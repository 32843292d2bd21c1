package io.framecount.loader.convert;

/** Avro null, which is no bytes. */
record NullNode() implements Node {
  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    return line.first(at) == 'n' || line.fail(Reason.WRONG_TYPE, at, this);
  }

  @Override
  public int kinds() {
    return Kinds.NULL;
  }

  @Override
  public String expected() {
    return "null";
  }
}
