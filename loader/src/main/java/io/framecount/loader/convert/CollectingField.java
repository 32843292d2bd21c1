package io.framecount.loader.convert;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import org.apache.avro.Schema;

/** Finds the field of a record that keeps what no other field takes. */
final class CollectingField {
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
   * What keeps the members in it.
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
