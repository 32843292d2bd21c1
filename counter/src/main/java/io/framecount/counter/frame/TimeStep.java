package io.framecount.counter.frame;

import io.framecount.counter.frame.FieldReader.Step;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Reads when a frame happened, as epoch milliseconds: a long with a timestamp logical type (of
 * milli-, micro- or nanoseconds; local ones are taken as UTC), a plain long as milliseconds, or a
 * union with one of these.
 */
final class TimeStep {
  private static final long MICROS = 1_000;
  private static final long NANOS = 1_000_000;

  private TimeStep() {}

  static Step of(Field field) {
    Schema schema = field.schema();
    if (!schema.isUnion()) {
      return ofLong(field, schema);
    }
    if (schema.getTypes().stream().noneMatch(branch -> branch.getType() == Schema.Type.LONG)) {
      throw unfit(field, schema);
    }
    return Step.union(
        schema.getTypes().stream().map(branch -> branch(field, branch)).toArray(Step[]::new));
  }

  private static Step branch(Field field, Schema branch) {
    return branch.getType() == Schema.Type.LONG
        ? ofLong(field, branch)
        : Step.refuse("field '%s' is a %s".formatted(field.name(), branch.getName()));
  }

  private static Step ofLong(Field field, Schema schema) {
    if (schema.getType() != Schema.Type.LONG) {
      throw unfit(field, schema);
    }
    long scale = unitsPerMilli(schema.getLogicalType());
    if (scale == 1) {
      return (cursor, into) -> {
        into.time = cursor.readLong();
        into.unitsPerMilli = 1;
      };
    }
    return (cursor, into) -> {
      into.time = Math.floorDiv(cursor.readLong(), scale);
      into.unitsPerMilli = scale;
    };
  }

  private static long unitsPerMilli(LogicalType type) {
    if (type instanceof LogicalTypes.TimestampMicros
        || type instanceof LogicalTypes.LocalTimestampMicros) {
      return MICROS;
    }
    if (type instanceof LogicalTypes.TimestampNanos
        || type instanceof LogicalTypes.LocalTimestampNanos) {
      return NANOS;
    }
    return 1;
  }

  private static UnfitSchema unfit(Field field, Schema schema) {
    return new UnfitSchema(
        "field '%s' is %s, but a time must be a long (timestamp-millis, -micros or -nanos)"
            .formatted(field.name(), schema));
  }
}
