package io.framecount.common.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The escapes of JSON strings (RFC 8259, section 7) and the characters they stand for. */
public final class Escapes {
  static final int SIMPLE = 0;

  private static final byte UNICODE = 1;
  private static final byte BAD = 2;

  private static final byte[] KINDS = kinds();
  private static final byte[] MEANINGS = meanings();
  private static final byte[] HEX = hex();

  private Escapes() {}

  /** {@link #SIMPLE} for a character that is a whole escape; another bit for u, and for a fault. */
  static int kind(byte afterBackslash) {
    return KINDS[afterBackslash & 0xFF];
  }

  /** Returns whether the escape goes on well from the character after the backslash. */
  static boolean wellFormed(byte[] json, int at, int to) {
    int kind = kind(json[at]);
    return kind == SIMPLE || (kind == UNICODE && at + 4 < to && codeUnit(json, at + 1) >= 0);
  }

  /** The character that the one after the backslash stands for; not for u. */
  public static byte meaning(byte afterBackslash) {
    return MEANINGS[afterBackslash & 0xFF];
  }

  /** The UTF-16 code unit of four hexadecimal digits; negative if they are none. */
  public static int codeUnit(byte[] json, int at) {
    return hex(json[at]) << 12
        | hex(json[at + 1]) << 8
        | hex(json[at + 2]) << 4
        | hex(json[at + 3]);
  }

  /** The value of a hexadecimal digit, or -1. */
  public static int hex(byte digit) {
    return HEX[digit & 0xFF];
  }

  /** The text of a well-formed string, given raw; a lone surrogate becomes U+FFFD in bytes only. */
  static String text(byte[] raw) {
    StringBuilder text = new StringBuilder(raw.length);
    int plain = 0;
    for (int at = 0; at < raw.length; at++) {
      if (raw[at] == '\\') {
        text.append(new String(raw, plain, at - plain, StandardCharsets.UTF_8));
        boolean unicode = raw[at + 1] == 'u';
        text.append((char) (unicode ? codeUnit(raw, at + 2) : meaning(raw[at + 1])));
        at += unicode ? 5 : 1;
        plain = at + 1;
      }
    }
    return text.append(new String(raw, plain, raw.length - plain, StandardCharsets.UTF_8))
        .toString();
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    Arrays.fill(kinds, BAD);
    for (char simple : "\"\\/bfnrt".toCharArray()) {
      kinds[simple] = SIMPLE;
    }
    kinds['u'] = UNICODE;
    return kinds;
  }

  private static byte[] meanings() {
    byte[] meanings = new byte[256];
    for (char itself : "\"\\/".toCharArray()) {
      meanings[itself] = (byte) itself;
    }
    meanings['b'] = '\b';
    meanings['f'] = '\f';
    meanings['n'] = '\n';
    meanings['r'] = '\r';
    meanings['t'] = '\t';
    return meanings;
  }

  private static byte[] hex() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int value = 0; value < 16; value++) {
      values[Character.forDigit(value, 16)] = (byte) value;
      values[Character.toUpperCase(Character.forDigit(value, 16))] = (byte) value;
    }
    return values;
  }
}
