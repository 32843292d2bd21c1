package io.framecount.loader.convert;

/** Avro array, in one block. */
record ArrayNode(Node items) implements Node {
  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (line.first(at) != '[') {
      return line.fail(Reason.WRONG_TYPE, at, this);
    }
    int start = out.length();
    long count = 0;
    int item = line.scanner.space(at + 1);
    while (line.first(item) != ']') {
      if (!items.encode(line, item, out)) {
        return line.waste(item - at);
      }
      count++;
      int next = line.scanner.space(line.scanner.skip(item));
      item = line.first(next) == ',' ? line.scanner.space(next + 1) : next;
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
