package io.framecount.loader.convert;

/** Avro string: a JSON string, nothing else, so that a mistaken type is noticed. */
record StringNode() implements Node {
  @Override
  public boolean encode(Encoding in, int at, AvroBuffer out) {
    if (!in.readText(at, this)) {
      return false;
    }
    StringText text = in.text;
    out.writeBytes(text.bytes(), text.start(), text.length());
    return true;
  }

  @Override
  public int kinds() {
    return Kinds.STRING;
  }

  @Override
  public String expected() {
    return "a string";
  }
}
