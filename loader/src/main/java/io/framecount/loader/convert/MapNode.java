package io.framecount.loader.convert;

/** Avro map, in one block, in the order of the JSON members. */
record MapNode(Node values) implements Node {
  private static final StringNode NAME = new StringNode();

  @Override
  public boolean encode(Encoding in, int at, AvroBuffer out) {
    if (in.first(at) != '{') {
      return in.fail(Reason.WRONG_TYPE, at, this);
    }
    int from = in.stack.size();
    int end = in.scanner.members(at, in.stack);
    boolean fits = Members.encode(in, from, values, NAME, out) || in.waste(end - at);
    in.stack.release(from);
    return fits;
  }

  @Override
  public int kinds() {
    return Kinds.OBJECT;
  }

  @Override
  public String expected() {
    return "an object";
  }
}
