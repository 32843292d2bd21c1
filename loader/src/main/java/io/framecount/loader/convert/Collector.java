package io.framecount.loader.convert;

import io.framecount.common.json.IntStack;

/** Keeps the members that no field takes, which the scanner pushed on the stack in threes. */
sealed interface Collector {
  /** Appends the members pushed from {@code from} on as the value of the collecting field. */
  boolean encode(LineState line, int from, AvroBuffer out);

  /**
   * One JSON object as a string, the members as they were written.
   *
   * @param nullBranch the index of null in the field's union; -1 if it is none
   */
  record AsText(int nullBranch) implements Collector {
    @Override
    public boolean encode(LineState line, int from, AvroBuffer out) {
      if (nullBranch >= 0) {
        boolean none = line.stack.size() == from;
        out.writeLong(none ? nullBranch : 1 - nullBranch);
        if (none) {
          return true;
        }
      }
      write(line, from, out);
      return true;
    }

    private static void write(LineState line, int from, AvroBuffer out) {
      IntStack members = line.stack;
      long length = 1;
      for (int i = from; i < members.size(); i += 3) {
        length += members.get(i + 2) - members.get(i) + 1;
      }
      out.writeLong(Math.max(2, length));
      out.writeByte('{');
      for (int i = from; i < members.size(); i += 3) {
        if (i > from) {
          out.writeByte(',');
        }
        out.writeFixed(line.json(), members.get(i), members.get(i + 2) - members.get(i));
      }
      out.writeByte('}');
    }
  }

  /**
   * A map from name to JSON text.
   *
   * @param replaced counts members whose name came again; null if none may
   */
  record AsMap(ChangeLog.Site replaced) implements Collector {
    private static final Node TEXT = new RawJsonNode();
    private static final StringNode NAME = new StringNode(ChangeLog.UNCOUNTED);

    @Override
    public boolean encode(LineState line, int from, AvroBuffer out) {
      return Members.encode(line, from, TEXT, false, NAME, replaced, out);
    }
  }
}
