package io.framecount.common.input.shape;

/**
 * Makes UTF-8 of UTF-16, part by part. Half a surrogate pair becomes three bytes that are no UTF-8,
 * so that whoever reads them rejects them. Not thread-safe.
 */
public final class Utf16 {
  /** So many bytes at the beginning are enough to tell UTF-16. */
  public static final int MAGIC_BYTES = 4;

  /** UTF-8 bytes for one unit of UTF-16, at most. */
  public static final int MOST_OF_A_UNIT = 4;

  private final boolean bigEndian;
  private int first = -1;
  private int high = -1;

  private Utf16(boolean bigEndian) {
    this.bigEndian = bigEndian;
  }

  /**
   * Returns what reads an input that begins with these bytes; null if that is not JSON in UTF-16.
   *
   * @param length {@link #MAGIC_BYTES}; less if the input is shorter
   */
  public static Utf16 of(byte[] head, int length) {
    if (length == 2 && (head[0] & 0xff) + (head[1] & 0xff) == 0xfe + 0xff) {
      return mark(head) ? new Utf16((head[0] & 0xff) == 0xfe) : null;
    }
    String name = Shape.encoding(head, length);
    if (name == null || !name.startsWith("UTF-16")) {
      return null;
    }
    return new Utf16(name.endsWith("BE") || (mark(head) && (head[0] & 0xff) == 0xfe));
  }

  private static boolean mark(byte[] head) {
    int first = ((head[0] & 0xff) << 8) | (head[1] & 0xff);
    return first == 0xfeff || first == 0xfffe;
  }

  /** Returns whether the bytes so far end within a character. */
  public boolean isCut() {
    return first >= 0;
  }

  /**
   * Takes what comes next.
   *
   * @param target has {@link #MOST_OF_A_UNIT} times the room of the bytes, or of two if it is one
   * @return how many bytes of UTF-8 it gave
   */
  public int take(byte[] bytes, int length, byte[] target, int offset) {
    int out = offset;
    for (int i = 0; i < length; i++) {
      int b = bytes[i] & 0xff;
      if (first < 0) {
        first = b;
      } else {
        int unit = bigEndian ? (first << 8) | b : (b << 8) | first;
        first = -1;
        out = unit(unit, target, out);
      }
    }
    return out - offset;
  }

  /** Gives out the half of a pair with which the input ends; returns how many bytes that is. */
  public int end(byte[] target, int offset) {
    int out = high < 0 ? offset : three(high, target, offset);
    high = -1;
    return out - offset;
  }

  private int unit(int unit, byte[] target, int offset) {
    int out = offset;
    if (high >= 0 && Character.isLowSurrogate((char) unit)) {
      int code = Character.toCodePoint((char) high, (char) unit);
      high = -1;
      target[out++] = (byte) (0xf0 | (code >>> 18));
      target[out++] = (byte) (0x80 | ((code >>> 12) & 0x3f));
      target[out++] = (byte) (0x80 | ((code >>> 6) & 0x3f));
      target[out++] = (byte) (0x80 | (code & 0x3f));
      return out;
    }
    out += end(target, out);
    if (Character.isHighSurrogate((char) unit)) {
      high = unit;
      return out;
    }
    if (unit < 0x80) {
      target[out++] = (byte) unit;
    } else if (unit < 0x800) {
      target[out++] = (byte) (0xc0 | (unit >>> 6));
      target[out++] = (byte) (0x80 | (unit & 0x3f));
    } else {
      out = three(unit, target, out);
    }
    return out;
  }

  private static int three(int unit, byte[] target, int offset) {
    target[offset] = (byte) (0xe0 | (unit >>> 12));
    target[offset + 1] = (byte) (0x80 | ((unit >>> 6) & 0x3f));
    target[offset + 2] = (byte) (0x80 | (unit & 0x3f));
    return offset + 3;
  }
}
