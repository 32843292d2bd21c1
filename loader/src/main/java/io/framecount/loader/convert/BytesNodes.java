package io.framecount.loader.convert;

import io.framecount.common.json.Escapes;
import io.framecount.common.json.StringText;
import io.framecount.common.text.NumberText;
import io.framecount.loader.convert.Rejection.Reason;
import java.math.BigInteger;

/**
 * Nodes whose value is a row of bytes: {@code bytes}, {@code fixed}, and what is stored in them.
 */
final class BytesNodes {
  private BytesNodes() {}

  /**
   * Avro bytes or fixed, as Avro writes them in JSON: a string whose characters U+0000 to U+00FF
   * are the bytes.
   *
   * @param fixedSize number of bytes of a fixed; -1 for bytes
   */
  record BytesNode(int fixedSize) implements Node {
    static final int ANY_SIZE = -1;

    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (!line.readText(at, this)) {
        return false;
      }
      int size = size(line.text);
      if (size < 0) {
        return line.fail(Reason.OUT_OF_RANGE, at, this);
      }
      if (fixedSize == ANY_SIZE) {
        out.writeLong(size);
      } else if (size != fixedSize) {
        return line.fail(Reason.BAD_LENGTH, at, this);
      }
      write(line.text, out);
      return true;
    }

    /**
     * Returns how many characters there are; -1 if one is above U+00FF, which begins with C4 or
     * more.
     */
    static int size(StringText text) {
      int size = 0;
      for (int i = text.start(); i < text.end(); i++) {
        int b = text.bytes()[i] & 0xFF;
        if (b >= 0xC4) {
          return -1;
        }
        size += b < 0x80 || b >= 0xC0 ? 1 : 0;
      }
      return size;
    }

    private static void write(StringText text, AvroBuffer out) {
      byte[] utf8 = text.bytes();
      for (int i = text.start(); i < text.end(); i++) {
        out.writeByte(utf8[i] >= 0 ? utf8[i] : utf8[i] << 6 | (utf8[++i] & 0x3F));
      }
    }

    @Override
    public int kinds() {
      return Kinds.STRING;
    }

    @Override
    public String expected() {
      String characters = "characters U+0000 to U+00FF, one for each byte";
      return fixedSize == ANY_SIZE
          ? "a string of " + characters
          : "a string of %d %s".formatted(fixedSize, characters);
    }
  }

  /**
   * An Avro decimal's own bytes, as Avro writes them in JSON. They are held against the precision,
   * since a number in quotes, which is what most people write, would else pass for the bytes of
   * another number.
   */
  record DecimalBytesNode(int precision, int scale, BytesNode bytes) implements Node {
    private static final int LONG_DIGITS = 18;

    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (!bytes.encode(line, at, out)) {
        return false;
      }
      int size = BytesNode.size(line.text);
      if (size == 0) {
        return line.fail(Reason.BAD_LENGTH, at, this);
      }
      return fits(out.array(), out.length() - size, out.length())
          || line.fail(Reason.OUT_OF_RANGE, at, this);
    }

    private boolean fits(byte[] array, int from, int to) {
      int start = from;
      while (to - start > Long.BYTES && array[start] == array[start + 1] >> 7) {
        // Only repeats the sign.
        start++;
      }
      if (to - start > Long.BYTES) {
        return precision > LONG_DIGITS
            && new BigInteger(array, start, to - start)
                    .abs()
                    .compareTo(BigInteger.TEN.pow(precision))
                < 0;
      }
      long value = array[start];
      for (int i = start + 1; i < to; i++) {
        value = value << 8 | (array[i] & 0xFF);
      }
      // What is of 19 digits or more has room for any long.
      return precision > LONG_DIGITS
          || (value < NumberText.power(precision) && -value < NumberText.power(precision));
    }

    @Override
    public int kinds() {
      return Kinds.STRING;
    }

    @Override
    public String expected() {
      return ("a number of at most %d digits, %d of them decimals, or its bytes as Avro's JSON has"
              + " them")
          .formatted(precision, scale);
    }
  }

  /**
   * Avro uuid: a string such as {@code 123e4567-e89b-12d3-a456-426614174000}, in letters of any
   * case.
   *
   * @param isFixed true for 16 bytes; false for a string, which stays as it was written
   */
  record UuidNode(boolean isFixed) implements Node {
    private static final int LENGTH = 36;

    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (!line.readText(at, this)) {
        return false;
      }
      StringText text = line.text;
      if (!isUuid(text)) {
        return line.fail(Reason.WRONG_TYPE, at, this);
      }
      if (isFixed) {
        writeDigits(text, out);
      } else {
        out.writeBytes(text.bytes(), text.start(), text.length());
      }
      return true;
    }

    private static boolean isUuid(StringText text) {
      if (text.length() != LENGTH) {
        return false;
      }
      for (int i = 0; i < LENGTH; i++) {
        byte b = text.bytes()[text.start() + i];
        if (isDash(i) ? b != '-' : Escapes.hex(b) < 0) {
          return false;
        }
      }
      return true;
    }

    private static void writeDigits(StringText text, AvroBuffer out) {
      for (int i = 0; i < LENGTH; i += isDash(i) ? 1 : 2) {
        if (!isDash(i)) {
          int digit = text.start() + i;
          out.writeByte(
              Escapes.hex(text.bytes()[digit]) << 4 | Escapes.hex(text.bytes()[digit + 1]));
        }
      }
    }

    private static boolean isDash(int place) {
      return place == 8 || place == 13 || place == 18 || place == 23;
    }

    @Override
    public int kinds() {
      return Kinds.STRING;
    }

    @Override
    public String expected() {
      return "a UUID such as 123e4567-e89b-12d3-a456-426614174000";
    }
  }
}
