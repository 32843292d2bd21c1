package io.framecount.loader.convert;

/**
 * Avro map, in one block, in the order of the JSON members.
 *
 * @param replaced counts members whose name came again; null if none may
 */
record MapNode(Node values, ChangeLog.Site replaced) implements Node {
  private static final StringNode NAME = new StringNode(ChangeLog.UNCOUNTED);

  @Override
  public boolean encode(Encoding in, int at, AvroBuffer out) {
    return encode(in, at, out, false);
  }

  /** The name of a tag, "map", would else pass for a key, and the map for a record of defaults. */
  @Override
  public boolean encodeBranch(Encoding in, int at, AvroBuffer out) {
    return encode(in, at, out, true);
  }

  private boolean encode(Encoding in, int at, AvroBuffer out, boolean asBranch) {
    if (in.first(at) != '{') {
      return in.fail(Reason.WRONG_TYPE, at, this);
    }
    int from = in.stack.size();
    int end = in.scanner.members(at, in.stack);
    boolean fits =
        Members.encode(in, from, values, asBranch, NAME, replaced, out) || in.waste(end - at);
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
