package io.framecount.loader.convert;

import io.framecount.common.json.JsonPaths;
import io.framecount.common.text.EpochUnit;
import io.framecount.loader.convert.RecordNode.RecordField;
import io.framecount.loader.convert.TimeNodes.TimestampNode;
import io.framecount.loader.convert.stored.FieldPlace;
import io.framecount.loader.convert.stored.StoredPath;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Takes the records' own times, in milliseconds since 1970: of a field of the root or one that only
 * lines have, as the line has it; of a field further in, as it is stored. Not thread-safe;
 * allocates nothing.
 */
final class EventTime {
  private static final TimestampNode ANY =
      new TimestampNode(3, false, ChangeLog.UNCOUNTED, ChangeLog.UNCOUNTED, ChangeLog.UNCOUNTED);

  private final LineState line;
  private final RecordField root;
  private final StoredPath stored;
  private final JsonPaths paths;
  private final Node reader;
  private final AvroBuffer written = new AvroBuffer(16);

  /**
   * @param root the field that has it, or from which a path leads to it; null if only lines have it
   */
  EventTime(LineState line, FieldPlace place, RecordField root) {
    this.line = line;
    this.root = root;
    stored = root == null || place.isRoot() ? null : place.stored();
    paths = root == null ? new JsonPaths(line.scanner, List.of(place.path())) : null;
    reader =
        line.options.allows(Leniency.EXTENDED_JSON)
            ? ExtendedNode.around(ANY, ChangeLog.UNCOUNTED)
            : ANY;
  }

  /**
   * Returns the time of the line from {@code from} on, of which {@code out} has the record; {@link
   * Converter#NO_TIME} if it has none.
   */
  long of(int from, AvroBuffer out) {
    if (stored != null) {
      return stored.seek(out.array(), line.timeAt) ? millis(stored.type()) : Converter.NO_TIME;
    }
    int at;
    if (root == null) {
      paths.find(from);
      at = paths.at(0);
    } else {
      at = untagged(root.place(line.stack, 0));
    }
    written.clear();
    return at >= 0 && reader.encode(line, at, written) ? line.number.value() : Converter.NO_TIME;
  }

  private long millis(Schema type) {
    if (type.getType() != Schema.Type.LONG) {
      return Converter.NO_TIME;
    }
    long value = stored.number();
    String logical = type.getLogicalType() == null ? "" : type.getLogicalType().getName();
    EpochUnit unit =
        logical.endsWith("timestamp-millis")
            ? EpochUnit.MILLIS
            : logical.endsWith("timestamp-micros")
                ? EpochUnit.MICROS
                : logical.endsWith("timestamp-nanos")
                    ? EpochUnit.NANOS
                    : line.options.epochUnit().of(value);
    return unit.toMillis(value);
  }

  private int untagged(int at) {
    boolean mayBe = at >= 0 && line.first(at) == '{' && root.node() instanceof UnionNode;
    int value = mayBe ? ((UnionNode) root.node()).tagged(line, at) : -1;
    return value < 0 ? at : value;
  }
}
