package io.framecount.counter.frame;

import io.framecount.counter.frame.FieldReader.Step;
import io.framecount.counter.increment.Groups;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Finds what a frame is grouped by, where it lies in the record: a string, an enum, a number, a
 * boolean, bytes or a fixed, null, or a union with one of these. Makes no text of it, which {@link
 * Groups} do once for each value.
 */
final class GroupStep {
  private GroupStep() {}

  static Step of(Field field) {
    Schema schema = field.schema();
    if (!schema.isUnion()) {
      return ofScalar(field, schema);
    }
    if (schema.getTypes().stream().noneMatch(GroupStep::scalar)) {
      throw unfit(field, schema);
    }
    return Step.union(
        schema.getTypes().stream().map(branch -> branch(field, branch)).toArray(Step[]::new));
  }

  /** For records without the field, such as those written before it was added to the schema. */
  static Step absent() {
    return taking(GroupText.NONE, cursor -> {});
  }

  private static Step branch(Field field, Schema branch) {
    return scalar(branch)
        ? ofScalar(field, branch)
        : Step.refuse("field '%s' is a %s".formatted(field.name(), branch.getName()));
  }

  private static Step ofScalar(Field field, Schema schema) {
    return switch (schema.getType()) {
      case NULL -> absent();
      case STRING -> ofBytes(GroupText.STRING);
      case BYTES -> ofBytes(GroupText.HEX);
      case FIXED -> taking(GroupText.HEX, Skip.of(schema));
      case ENUM -> taking(GroupText.symbols(schema.getEnumSymbols()), Skip.of(schema));
      case INT, LONG -> taking(GroupText.NUMBER, Skip.of(schema));
      case BOOLEAN -> taking(GroupText.BOOLEAN, Skip.of(schema));
      case FLOAT -> taking(GroupText.FLOAT, Skip.of(schema));
      case DOUBLE -> taking(GroupText.DOUBLE, Skip.of(schema));
      default -> throw unfit(field, schema);
    };
  }

  private static Step ofBytes(GroupText text) {
    return (cursor, into) -> {
      int length = cursor.readLength();
      into.group = text;
      into.groupFrom = cursor.position();
      into.groupLength = length;
      cursor.skip(length);
    };
  }

  private static Step taking(GroupText text, Skip value) {
    return (cursor, into) -> {
      into.group = text;
      into.groupFrom = cursor.position();
      value.over(cursor);
      into.groupLength = cursor.position() - into.groupFrom;
    };
  }

  private static boolean scalar(Schema schema) {
    return switch (schema.getType()) {
      case ARRAY, MAP, RECORD, UNION -> false;
      default -> true;
    };
  }

  private static UnfitSchema unfit(Field field, Schema schema) {
    return new UnfitSchema(
        "field '%s' is %s, but frames are grouped by a string, enum, number, boolean, bytes or fixed"
            .formatted(field.name(), schema));
  }
}
