package io.framecount.loader.convert;

/** Avro array, in one block. */
record ArrayNode(Node items) implements Node {
  @Override
  public boolean encode(Encoding in, int at, AvroBuffer out) {
    if (in.first(at) != '[') {
      return in.fail(Reason.WRONG_TYPE, at, this);
    }
    int start = out.length();
    long count = 0;
    int item = in.scanner.space(at + 1);
    while (in.first(item) != ']') {
      if (!items.encode(in, item, out)) {
        return in.waste(item - at);
      }
      count++;
      int next = in.scanner.space(in.scanner.skip(item));
      item = in.first(next) == ',' ? in.scanner.space(next + 1) : next;
    }
    out.closeBlock(start, count);
    return true;
  }

  @Override
  public int kinds() {
    return Kinds.ARRAY;
  }

  @Override
  public String expected() {
    return "an array";
  }
}
