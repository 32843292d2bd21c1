package io.framecount.loader.convert;

import io.framecount.common.json.JsonPaths;
import io.framecount.loader.convert.RecordNode.RecordField;
import io.framecount.loader.convert.Rejection.Reason;
import io.framecount.loader.convert.SimpleNodes.RawJsonNode;
import io.framecount.loader.convert.SimpleNodes.StringNode;
import io.framecount.loader.convert.stored.FieldPlace;
import io.framecount.loader.convert.stored.KeyText;
import io.framecount.loader.convert.stored.StoredPath;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Takes the keys of records: of a value that is stored, its text as it is stored; of one that only
 * lines have, the text that a string field would store. Not thread-safe; allocates nothing for
 * strings.
 */
final class RecordKey {
  private static final String KEY = "a value that can be the key (--key none loads without keys)";
  private static final Node RAW = new RawJsonNode();

  private final LineState line;
  private final String rootName;
  private final RecordField root;
  private final boolean mayLack;
  private final KeyText text;
  private final JsonPaths paths;
  private final Node asText;
  private final AvroBuffer written = new AvroBuffer(64);
  private boolean exists;

  /**
   * @param root the field that has it, or from which a path leads to it; null if only lines have it
   * @param mayLack whether a record without a key is a record, or rejected
   */
  RecordKey(LineState line, FieldPlace place, RecordField root, boolean mayLack) {
    this.line = line;
    this.rootName = place.rootName();
    this.root = root;
    this.mayLack = mayLack;
    if (root == null) {
      text = new KeyText(new StoredPath(Schema.create(Schema.Type.STRING), List.of()));
      paths = new JsonPaths(line.scanner, List.of(place.path()));
    } else {
      text = new KeyText(place.stored());
      paths = null;
    }
    Node string = new StringNode(ChangeLog.UNCOUNTED);
    asText =
        line.options.allows(Leniency.EXTENDED_JSON)
            ? ExtendedNode.around(string, ChangeLog.UNCOUNTED)
            : string;
  }

  /**
   * Takes the key of the line from {@code from} on, of which {@code out} has the record.
   *
   * @return false if the line is rejected for lack of one
   */
  boolean take(int from, AvroBuffer out) {
    exists = root == null ? readLine(from) : text.read(out.array(), line.keyAt);
    if (exists || mayLack) {
      return true;
    }
    int at = root == null ? paths.nearest(0) : root.place(line.stack, 0);
    return at < 0
        ? line.failMissing(Reason.NO_KEY, line.scanner.space(from), rootName, KEY)
        : line.fail(Reason.NO_KEY, at, KEY);
  }

  private boolean readLine(int from) {
    paths.find(from);
    int at = paths.at(0);
    if (at < 0) {
      return false;
    }
    byte first = line.first(at);
    Node node = first == 't' || first == 'f' ? RAW : asText;
    written.clear();
    return node.encode(line, at, written) && text.read(written.array(), 0);
  }

  /** Returns whether the last record has a key: its field is there, and not null. */
  boolean exists() {
    return exists;
  }

  KeyText text() {
    return text;
  }
}
