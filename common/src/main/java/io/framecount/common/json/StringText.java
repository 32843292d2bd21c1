package io.framecount.common.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The UTF-8 text of a JSON string: a part of the line, or, if the string has escapes, its resolved
 * text in a buffer, which the next string overwrites. Not thread-safe.
 */
public final class StringText {
  private byte[] resolved = new byte[256];
  private byte[] bytes = resolved;
  private int start;
  private int end;

  /**
   * Takes the raw text in {@code [from, to)}, which the scanner found good.
   *
   * @return false if it has half of a surrogate pair, which no UTF-8 stands for
   */
  public boolean set(byte[] json, int from, int to, boolean escapes) {
    bytes = json;
    start = from;
    end = to;
    return !escapes || resolve(json, from, to);
  }

  public byte[] bytes() {
    return bytes;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  public int length() {
    return end - start;
  }

  public boolean is(byte[] other) {
    return Arrays.equals(bytes, start, end, other, 0, other.length);
  }

  @Override
  public String toString() {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  private boolean resolve(byte[] json, int from, int to) {
    if (resolved.length < to - from) {
      resolved = new byte[2 * (to - from)];
    }
    int at = from;
    int length = 0;
    while (at < to) {
      byte b = json[at++];
      if (b != '\\') {
        resolved[length++] = b;
      } else if (json[at] != 'u') {
        resolved[length++] = Escapes.meaning(json[at++]);
      } else {
        int codePoint = codePoint(json, at - 1, to);
        if (codePoint < 0) {
          return false;
        }
        at += codePoint > 0xFFFF ? 11 : 5;
        length = put(codePoint, length);
      }
    }
    bytes = resolved;
    start = 0;
    end = length;
    return true;
  }

  /** Returns what one escape, or two that are a surrogate pair, stand for at {@code at}; or -1. */
  private static int codePoint(byte[] json, int at, int to) {
    char unit = (char) Escapes.codeUnit(json, at + 2);
    if (!Character.isSurrogate(unit)) {
      return unit;
    }
    boolean another = at + 12 <= to && json[at + 6] == '\\' && json[at + 7] == 'u';
    char next = another ? (char) Escapes.codeUnit(json, at + 8) : 0;
    return Character.isSurrogatePair(unit, next) ? Character.toCodePoint(unit, next) : -1;
  }

  private int put(int codePoint, int at) {
    if (codePoint < 0x80) {
      resolved[at] = (byte) codePoint;
      return at + 1;
    }
    int tails = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
    resolved[at] = (byte) (0xF00 >> (tails + 1) | codePoint >> (6 * tails));
    for (int i = 1; i <= tails; i++) {
      resolved[at + i] = (byte) (0x80 | (codePoint >> (6 * (tails - i)) & 0x3F));
    }
    return at + tails + 1;
  }
}
