package io.framecount.counter.frame.field;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.counter.frame.field.FieldLookup.Found;
import io.framecount.counter.frame.field.FieldReader.Step;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Finds the user of a frame: the bytes of a string, of bytes or of a fixed, where they lie in the
 * record; of an enum, a boolean or a number the bytes of its text (see {@link CanonicalNumber}); or
 * a union with one of these. An empty string is a user as any other. Allocates nothing a frame,
 * except for floats and doubles.
 */
final class UniqueStep {
  private static final byte[] FALSE = "false".getBytes(UTF_8);
  private static final byte[] TRUE = "true".getBytes(UTF_8);

  private UniqueStep() {}

  static Step of(Found field) {
    Schema schema = field.schema();
    if (!schema.isUnion()) {
      return ofScalar(field, schema);
    }
    if (schema.getTypes().stream().noneMatch(UniqueStep::countable)) {
      throw unfit(field, schema);
    }
    return Step.union(
        schema.getTypes().stream().map(branch -> branch(field, branch)).toArray(Step[]::new));
  }

  private static Step branch(Found field, Schema branch) {
    return countable(branch)
        ? ofScalar(field, branch)
        : Step.refuse("field '%s' is a %s".formatted(field.name(), branch.getName()));
  }

  private static Step ofScalar(Found field, Schema schema) {
    return switch (schema.getType()) {
      case STRING, BYTES -> (cursor, into) -> take(cursor, cursor.readLength(), into);
      case FIXED -> fixed(schema.getFixedSize());
      case ENUM -> symbol(schema.getEnumSymbols());
      case INT, LONG -> UniqueStep::number;
      case BOOLEAN -> (cursor, into) -> whole(cursor.readByte() == 0 ? FALSE : TRUE, into);
      case FLOAT -> (cursor, into) -> floating(CanonicalNumber.of(cursor.readFloat()), into);
      case DOUBLE -> (cursor, into) -> floating(CanonicalNumber.of(cursor.readDouble()), into);
      default -> throw unfit(field, schema);
    };
  }

  private static Step fixed(int size) {
    return (cursor, into) -> take(cursor, size, into);
  }

  private static Step symbol(List<String> symbols) {
    byte[][] texts = symbols.stream().map(symbol -> symbol.getBytes(UTF_8)).toArray(byte[][]::new);
    return (cursor, into) -> whole(texts[Skip.symbol(cursor, texts.length)], into);
  }

  private static void take(AvroCursor cursor, int length, FrameFields into) {
    into.user = cursor.bytes();
    into.userFrom = cursor.position();
    into.userLength = length;
    cursor.skip(length);
  }

  private static void number(AvroCursor cursor, FrameFields into) {
    byte[] digits = into.digits;
    into.user = digits;
    into.userFrom = CanonicalNumber.write(cursor.readLong(), digits);
    into.userLength = digits.length - into.userFrom;
  }

  private static void floating(String text, FrameFields into) {
    whole(text.getBytes(ISO_8859_1), into);
  }

  private static void whole(byte[] user, FrameFields into) {
    into.user = user;
    into.userFrom = 0;
    into.userLength = user.length;
  }

  private static boolean countable(Schema schema) {
    return switch (schema.getType()) {
      case NULL, ARRAY, MAP, RECORD, UNION -> false;
      default -> true;
    };
  }

  private static BadSchema unfit(Found field, Schema schema) {
    return new BadSchema(
        "field '%s' is %s, but users are counted by a string, enum, number, boolean, bytes or fixed"
            .formatted(field.name(), schema));
  }
}
