package io.framecount.counter.combine;

import io.framecount.counter.combine.FieldReader.Step;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Finds who a frame is of: the bytes of a string, of bytes or of a fixed, where they lie in the
 * record, or a union with one of these. An empty string is a user as any other.
 */
final class UniqueStep {
  private UniqueStep() {}

  static Step of(Field field) {
    Schema schema = field.schema();
    if (!schema.isUnion()) {
      return ofBytes(field, schema);
    }
    if (schema.getTypes().stream().noneMatch(UniqueStep::countable)) {
      throw unfit(field, schema);
    }
    return Step.union(
        schema.getTypes().stream().map(branch -> branch(field, branch)).toArray(Step[]::new));
  }

  private static Step branch(Field field, Schema branch) {
    return countable(branch)
        ? ofBytes(field, branch)
        : Step.refuse("field '%s' is a %s".formatted(field.name(), branch.getName()));
  }

  private static Step ofBytes(Field field, Schema schema) {
    return switch (schema.getType()) {
      case STRING, BYTES -> (cursor, into) -> take(cursor, cursor.readLength(), into);
      case FIXED -> fixed(schema.getFixedSize());
      default -> throw unfit(field, schema);
    };
  }

  private static Step fixed(int size) {
    return (cursor, into) -> take(cursor, size, into);
  }

  private static void take(AvroCursor cursor, int length, FrameFields into) {
    into.userFrom = cursor.position();
    into.userLength = length;
    cursor.skip(length);
  }

  private static boolean countable(Schema schema) {
    return switch (schema.getType()) {
      case STRING, BYTES, FIXED -> true;
      default -> false;
    };
  }

  private static UnfitSchema unfit(Field field, Schema schema) {
    return new UnfitSchema(
        "field '%s' is %s, but users are counted by a string, bytes or fixed"
            .formatted(field.name(), schema));
  }
}
