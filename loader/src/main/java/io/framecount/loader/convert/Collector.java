package io.framecount.loader.convert;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.json.IntStack;
import io.framecount.loader.convert.SimpleNodes.RawJsonNode;
import io.framecount.loader.convert.SimpleNodes.StringNode;
import org.apache.avro.Schema;

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

  /** Finds the field of a record that keeps what no other field takes. */
  static final class CollectingField {
    /** The property that marks the field. */
    static final String PROPERTY = "framecount.collect";

    private CollectingField() {}

    /** The marked field, or null. */
    static Schema.Field in(Schema record) {
      Schema.Field marked = null;
      for (Schema.Field field : record.getFields()) {
        if (Boolean.TRUE.equals(field.getObjectProp(PROPERTY))) {
          if (marked != null) {
            throw failure(record, "marks both %s and %s".formatted(marked.name(), field.name()));
          }
          marked = field;
        }
      }
      return marked;
    }

    /**
     * Returns the collector that keeps members in this field.
     *
     * @param replaced counts members whose name came again; null if none may
     */
    static Collector collector(Schema record, Schema.Field field, ChangeLog.Site replaced) {
      Schema schema = field.schema();
      if (isString(schema)) {
        return new Collector.AsText(-1);
      }
      if (schema.getType() == Schema.Type.MAP && isString(schema.getValueType())) {
        return new Collector.AsMap(replaced);
      }
      boolean nullableString =
          schema.isUnion()
              && schema.getTypes().size() == 2
              && schema.isNullable()
              && schema.getTypes().stream().anyMatch(CollectingField::isString);
      if (!nullableString) {
        throw failure(
            record,
            "marks %s, which is neither a string, a nullable string nor a map of strings"
                .formatted(field.name()));
      }
      return new Collector.AsText(schema.getIndexNamed("null"));
    }

    private static boolean isString(Schema schema) {
      return schema.getType() == Schema.Type.STRING && schema.getLogicalType() == null;
    }

    private static CommandFailure failure(Schema record, String what) {
      return new CommandFailure(
          ExitCode.SCHEMA,
          "record %s %s with \"%s\"; correct the schema"
              .formatted(record.getFullName(), what, PROPERTY));
    }
  }
}
