package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The text of a field's value, taken from the record and not from the line, so that equal values
 * have one key however they were written. Not thread-safe; allocates nothing for strings.
 */
final class KeyText {
  private static final int DOES_NOT_EXIST = -1;

  private final Schema schema;
  private byte[] array;
  private int at;
  private int length;

  KeyText(Schema schema) {
    this.schema = schema;
  }

  /**
   * Reads the value that begins at {@code from}.
   *
   * @return false if it is null or has no text, as records, arrays and maps have none
   */
  boolean read(AvroBuffer record, int from) {
    array = record.array();
    at = from;
    length = DOES_NOT_EXIST;
    text(schema);
    return length != DOES_NOT_EXIST;
  }

  /** Holds the text, in UTF-8: the record or an array of its own. */
  byte[] array() {
    return array;
  }

  int offset() {
    return at;
  }

  int length() {
    return length;
  }

  private void text(Schema type) {
    switch (type.getType()) {
      case UNION -> text(type.getTypes().get((int) number()));
      case STRING -> length = (int) number();
      case INT, LONG -> set(Long.toString(number()));
      case BOOLEAN -> set(Boolean.toString(array[at] != 0));
      case FLOAT -> set(Precision.text(little(Float.BYTES).getFloat()));
      case DOUBLE -> set(Precision.text(little(Double.BYTES).getDouble()));
      case ENUM -> set(type.getEnumSymbols().get((int) number()));
      case BYTES -> bytes(type, (int) number());
      case FIXED -> bytes(type, type.getFixedSize());
      case NULL, RECORD, ARRAY, MAP -> {
        // No text.
      }
    }
  }

  private void bytes(Schema type, int size) {
    if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      BigInteger unscaled = new BigInteger(array, at, size);
      set(new BigDecimal(unscaled, decimal.getScale()).toPlainString());
    } else if (type.getLogicalType() instanceof LogicalTypes.Uuid) {
      ByteBuffer halves = ByteBuffer.wrap(array, at, size);
      set(new UUID(halves.getLong(), halves.getLong()).toString());
    } else {
      set(new String(Arrays.copyOfRange(array, at, at + size), ISO_8859_1));
    }
  }

  private ByteBuffer little(int size) {
    return ByteBuffer.wrap(array, at, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void set(String text) {
    array = text.getBytes(UTF_8);
    at = 0;
    length = array.length;
  }

  /** An int or long: seven bits a byte, then zigzag. */
  private long number() {
    long raw = 0;
    int shift = 0;
    byte b;
    do {
      b = array[at++];
      raw |= (b & 0x7FL) << shift;
      shift += 7;
    } while (b < 0);
    return raw >>> 1 ^ -(raw & 1);
  }
}
