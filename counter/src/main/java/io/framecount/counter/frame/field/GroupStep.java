package io.framecount.counter.frame.field;

import io.framecount.counter.frame.field.FieldLookup.Found;
import io.framecount.counter.frame.field.FieldReader.Step;
import io.framecount.counter.partial.Groups;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Finds what a frame is grouped by, where it lies in the record: a string, an enum, a number, a
 * boolean, bytes or a fixed, null, or a union with one of these. Makes no text of it, which {@link
 * Groups} do once for each value.
 */
final class GroupStep {
  private GroupStep() {}

  static Step of(Found field) {
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

  /** The step for records without the field, where no version has a default. */
  static Step absent() {
    return taking(GroupText.NONE, cursor -> {});
  }

  /**
   * For records without the field, written before another version added it with a default: of the
   * group that a record is of which has the default in it.
   */
  static Step byDefault(Found added) {
    byte[] value = encodedDefault(added);
    AvroCursor cursor = new AvroCursor();
    cursor.reset(value, 0, value.length);
    FrameFields fields = new FrameFields();
    of(added).take(cursor, fields);
    String name = fields.group.of(value, fields.groupFrom, fields.groupLength);
    return taking((data, from, length) -> name, nothing -> {});
  }

  private static byte[] encodedDefault(Found found) {
    Field field = found.field();
    GenericData data = GenericData.get();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<>(field.schema(), data).write(data.getDefaultValue(field), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can't fail to be written", e);
    }
    return out.toByteArray();
  }

  private static Step branch(Found field, Schema branch) {
    return scalar(branch)
        ? ofScalar(field, branch)
        : Step.refuse("field '%s' is a %s".formatted(field.name(), branch.getName()));
  }

  private static Step ofScalar(Found field, Schema schema) {
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

  private static BadSchema unfit(Found field, Schema schema) {
    return new BadSchema(
        "field '%s' is %s, but frames are grouped by a string, enum, number, boolean, bytes or fixed"
            .formatted(field.name(), schema));
  }
}
