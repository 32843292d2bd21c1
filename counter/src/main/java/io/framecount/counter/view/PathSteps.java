package io.framecount.counter.view;

import io.framecount.counter.view.StoredJson.Stored;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/**
 * The way to a field of a decoded record, or of a record or map within it.
 *
 * @param names from the outermost to the innermost
 */
record PathSteps(List<String> names) {
  /** Returns whether records of the schema may have it. */
  boolean isIn(Schema schema) {
    return isIn(schema, 0);
  }

  private boolean isIn(Schema schema, int depth) {
    if (depth == names.size()) {
      return true;
    }
    return switch (schema.getType()) {
      case UNION -> schema.getTypes().stream().anyMatch(branch -> isIn(branch, depth));
      case RECORD -> {
        Schema.Field field = schema.getField(names.get(depth));
        yield field != null && isIn(field.schema(), depth + 1);
      }
      case MAP -> isIn(schema.getValueType(), depth + 1);
      default -> false;
    };
  }

  /** The value, or null if it is null or not there. */
  Stored in(IndexedRecord record) {
    Stored value = new Stored(record.getSchema(), record);
    for (String name : names) {
      value = value == null ? null : step(value, name);
    }
    return value;
  }

  private static Stored step(Stored from, String name) {
    if (from.value() instanceof IndexedRecord record) {
      Schema.Field field = record.getSchema().getField(name);
      return field == null ? null : inner(field.schema(), record.get(field.pos()));
    }
    if (from.value() instanceof Map<?, ?> map) {
      // Keys may be of Avro's own class of text, which equals no string.
      return map.entrySet().stream()
          .filter(entry -> entry.getKey().toString().equals(name))
          .map(entry -> inner(from.schema().getValueType(), entry.getValue()))
          .findFirst()
          .orElse(null);
    }
    return null;
  }

  private static Stored inner(Schema schema, Object value) {
    boolean union = schema.isUnion();
    Schema branch =
        union ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value)) : schema;
    return new Stored(branch, value);
  }
}
