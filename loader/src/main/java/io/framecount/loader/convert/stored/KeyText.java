package io.framecount.loader.convert.stored;

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
public final class KeyText {
  private static final int DOES_NOT_EXIST = -1;

  private final StoredPath path;
  private byte[] array;
  private int at;
  private int length;

  /**
   * @param path to the value, from where reading begins
   */
  public KeyText(StoredPath path) {
    this.path = path;
  }

  /**
   * Reads the value that begins at {@code from}.
   *
   * @return false if it is null or has no text, as records, arrays and maps have none
   */
  public boolean read(byte[] record, int from) {
    array = record;
    length = DOES_NOT_EXIST;
    if (path.seek(array, from)) {
      at = path.at();
      text(path.type());
    }
    return length != DOES_NOT_EXIST;
  }

  /** Holds the text, in UTF-8: the record or an array of its own. */
  public byte[] array() {
    return array;
  }

  public int offset() {
    return at;
  }

  public int length() {
    return length;
  }

  private void text(Schema type) {
    switch (type.getType()) {
      case STRING -> length = (int) number();
      case INT, LONG -> set(Long.toString(number()));
      case BOOLEAN -> set(Boolean.toString(array[at] != 0));
      case FLOAT -> set(Precision.text(little(Float.BYTES).getFloat()));
      case DOUBLE -> set(Precision.text(little(Double.BYTES).getDouble()));
      case ENUM -> set(type.getEnumSymbols().get((int) number()));
      case BYTES -> bytes(type, (int) number());
      case FIXED -> bytes(type, type.getFixedSize());
      case NULL, UNION, RECORD, ARRAY, MAP -> {
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

  private long number() {
    long value = path.number();
    at = path.at();
    return value;
  }
}
