package io.framecount.loader.convert;

/** Any JSON value, kept as its text in an Avro string. */
record RawJsonNode() implements Node {
  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    out.writeBytes(line.json(), at, line.scanner.skip(at) - at);
    return true;
  }

  @Override
  public int kinds() {
    return Kinds.NULL | Kinds.BOOLEAN | Kinds.NUMBER | Kinds.STRING | Kinds.OBJECT | Kinds.ARRAY;
  }

  @Override
  public String expected() {
    return "any value";
  }
}
