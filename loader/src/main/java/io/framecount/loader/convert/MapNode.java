package io.framecount.loader.convert;

/**
 * Avro map, in one block, in the order of the JSON members.
 *
 * @param replaced counts members whose name came again; null if none may
 */
record MapNode(Node values, ChangeLog.Site replaced) implements Node {
  private static final StringNode NAME = new StringNode(ChangeLog.UNCOUNTED);

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    return encode(line, at, out, false);
  }

  /** The name of a tag, "map", would else pass for a key, and the map for a record of defaults. */
  @Override
  public boolean encodeBranch(LineState line, int at, AvroBuffer out) {
    return encode(line, at, out, true);
  }

  private boolean encode(LineState line, int at, AvroBuffer out, boolean asBranch) {
    if (line.first(at) != '{') {
      return line.fail(Reason.WRONG_TYPE, at, this);
    }
    int from = line.stack.size();
    int end = line.scanner.members(at, line.stack);
    boolean fits =
        Members.encode(line, from, values, asBranch, NAME, replaced, out) || line.waste(end - at);
    line.stack.release(from);
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
