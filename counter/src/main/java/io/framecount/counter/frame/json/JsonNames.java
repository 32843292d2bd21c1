package io.framecount.counter.frame.json;

import io.framecount.common.json.FieldPath;
import io.framecount.common.json.IntStack;
import io.framecount.common.json.JsonScanner;
import io.framecount.common.json.KeyTable;
import io.framecount.common.json.StringText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The paths of the members of a JSON object and of objects in it, for messages. */
public final class JsonNames {
  private static final int DEEPEST = 512;
  private static final int DEEPEST_NAMED = 4;
  private static final int MOST = 40;

  private final JsonScanner scanner = new JsonScanner(DEEPEST);
  private final StringText name = new StringText();
  private final List<String> paths = new ArrayList<>();
  private final byte[] json;

  private JsonNames(byte[] json) {
    this.json = json;
  }

  /** Returns the paths, in order; none if the value is no JSON object. */
  public static List<String> of(byte[] value) {
    JsonNames names = new JsonNames(value);
    IntStack found = new IntStack();
    KeyTable none = new KeyTable(Map.of(), false);
    int base = found.reserve(1, -1);
    int from = JsonFrame.behindMark(value, 0, value.length);
    boolean good = names.scanner.open(value, from, value.length);
    int start = good ? names.scanner.root(from, none, found, base) : -1;
    if (start >= 0) {
      names.add(start, null);
    }
    return names.paths;
  }

  private void add(int open, FieldPath outer) {
    IntStack members = new IntStack();
    int unused = scanner.members(open, members);
    for (int i = 0; i < members.size() && paths.size() < MOST; i += 3) {
      int quote = members.get(i);
      int close = scanner.closing(quote);
      boolean sound = name.set(json, quote + 1, close, scanner.escapes(quote + 1, close));
      String text = name.toString();
      if (sound && !text.isEmpty()) {
        FieldPath path = outer == null ? FieldPath.ofField(text) : outer.child(text);
        paths.add(path.toString());
        int value = members.get(i + 1);
        if (json[value] == '{' && path.names().size() < DEEPEST_NAMED) {
          add(value, path);
        }
      }
    }
  }
}
