package io.framecount.loader.convert;

import io.framecount.common.json.Escapes;
import io.framecount.common.json.StringText;
import io.framecount.common.text.NumberText;
import io.framecount.loader.convert.Rejection.Reason;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

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

    /** Appends bytes that were written in another way. */
    boolean write(LineState line, int at, byte[] value, AvroBuffer out) {
      if (fixedSize == ANY_SIZE) {
        out.writeLong(value.length);
      } else if (value.length != fixedSize) {
        return line.fail(Reason.BAD_LENGTH, at, "%d bytes".formatted(fixedSize));
      }
      out.writeFixed(value, 0, value.length);
      return true;
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
   * Avro uuid: a string such as {@code 123e4567-e89b-12d3-a456-426614174000}, also in upper case,
   * without dashes, in braces or as a URN.
   *
   * @param isFixed true for 16 bytes; false for a string, which gets the text above
   * @param recast counts the strings that change by this; null to refuse them
   */
  record UuidNode(boolean isFixed, ChangeLog.Site recast) implements Node {
    private static final int LENGTH = 36;
    private static final int DIGITS = 32;
    private static final byte[] URN = "urn:uuid:".getBytes(StandardCharsets.US_ASCII);

    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (!line.readText(at, this)) {
        return false;
      }
      byte[] text = line.text.bytes();
      int from = line.text.start();
      int to = line.text.end();
      if (to - from == LENGTH && isUuid(text, from, true)) {
        return (isUsual(text, from) || isFixed)
            ? writeUsual(text, from, out)
            : write(text, from, true, out) && line.change(recast, Reason.WRONG_TYPE, at, this);
      }
      if (line.exact) {
        return line.fail(Reason.WRONG_TYPE, at, this);
      }
      if (to - from > 2 && text[from] == '{' && text[to - 1] == '}') {
        from++;
        to--;
      } else if (to - from > URN.length
          && Arrays.equals(text, from, from + URN.length, URN, 0, URN.length)) {
        from += URN.length;
      }
      boolean dashes = to - from == LENGTH;
      if (!(dashes || to - from == DIGITS) || !isUuid(text, from, dashes)) {
        return line.fail(Reason.WRONG_TYPE, at, this);
      }
      return write(text, from, dashes, out)
          && (isFixed || line.change(recast, Reason.WRONG_TYPE, at, this));
    }

    /** Appends one of 16 bytes. */
    boolean write(byte[] value, AvroBuffer out) {
      if (isFixed) {
        out.writeFixed(value, 0, value.length);
        return true;
      }
      ByteBuffer halves = ByteBuffer.wrap(value);
      byte[] text =
          new UUID(halves.getLong(), halves.getLong())
              .toString()
              .getBytes(StandardCharsets.US_ASCII);
      out.writeBytes(text, 0, text.length);
      return true;
    }

    private static boolean isUuid(byte[] text, int from, boolean dashes) {
      for (int i = 0; i < (dashes ? LENGTH : DIGITS); i++) {
        byte b = text[from + i];
        if ((dashes && isDash(i)) ? b != '-' : Escapes.hex(b) < 0) {
          return false;
        }
      }
      return true;
    }

    private static boolean isUsual(byte[] text, int from) {
      for (int i = 0; i < LENGTH; i++) {
        if (text[from + i] >= 'A' && text[from + i] <= 'F') {
          return false;
        }
      }
      return true;
    }

    private boolean writeUsual(byte[] text, int from, AvroBuffer out) {
      if (isFixed) {
        return write(text, from, true, out);
      }
      out.writeBytes(text, from, LENGTH);
      return true;
    }

    private boolean write(byte[] text, int from, boolean dashes, AvroBuffer out) {
      if (!isFixed) {
        out.writeLong(LENGTH);
      }
      int at = from;
      for (int i = 0; i < LENGTH; i++) {
        if (isDash(i)) {
          at += dashes ? 1 : 0;
          if (!isFixed) {
            out.writeByte('-');
          }
        } else if (isFixed) {
          out.writeByte(Escapes.hex(text[at]) << 4 | Escapes.hex(text[at + 1]));
          at += 2;
          i++;
        } else {
          out.writeByte(text[at] <= '9' ? text[at] : text[at] | 0x20);
          at++;
        }
      }
      return true;
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
