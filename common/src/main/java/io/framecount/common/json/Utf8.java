package io.framecount.common.json;

/** Strict UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
  private Utf8() {}

  /**
   * The length of the well-formed sequence whose first byte is not ASCII.
   *
   * @return 2 to 4, or 0 if the bytes before {@code to} do not form one
   */
  static int sequence(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xFF;
    if (first < 0xE0) {
      return first >= 0xC2 && at + 1 < to && tail(bytes[at + 1]) ? 2 : 0;
    }
    if (first < 0xF0) {
      return at + 2 < to && three(first, bytes[at + 1] & 0xFF) && tail(bytes[at + 2]) ? 3 : 0;
    }
    return at + 3 < to
            && four(first, bytes[at + 1] & 0xFF)
            && tail(bytes[at + 2])
            && tail(bytes[at + 3])
        ? 4
        : 0;
  }

  /**
   * Tells without a branch whether the 64 bytes at {@code in} are ASCII and two-byte sequences
   * only, as most alphabets have.
   *
   * @param pairCut whether the byte before is the first of a sequence
   * @return 64, or 63 if the last byte is the first of a sequence, or -1 if there are others, which
   *     need not be wrong
   */
  static int pairs(byte[] bytes, int in, boolean pairCut) {
    long other = 0;
    long leadBefore = pairCut ? 0x80 : 0;
    for (int i = 0; i < 64; i += 8) {
      long word = Swar.at(bytes, in + i);
      long high = word & Swar.TOPS;
      long lead = high & word << 1;
      long tail = high & ~lead;
      long notOverlong = (word & 0x1E1E1E1E1E1E1E1EL) + 0x7E7E7E7E7E7E7E7EL;
      other |= (lead & word << 2) | (lead & ~notOverlong) | (tail ^ (lead << 8 | leadBefore));
      leadBefore = lead >>> 56;
    }
    return other != 0 ? -1 : leadBefore == 0 ? 64 : 63;
  }

  private static boolean tail(byte b) {
    return b < (byte) 0xC0;
  }

  private static boolean three(int first, int second) {
    int lowest = first == 0xE0 ? 0xA0 : 0x80;
    int highest = first == 0xED ? 0x9F : 0xBF;
    return second >= lowest && second <= highest;
  }

  private static boolean four(int first, int second) {
    int lowest = first == 0xF0 ? 0x90 : 0x80;
    int highest = first == 0xF4 ? 0x8F : 0xBF;
    return first <= 0xF4 && second >= lowest && second <= highest;
  }
}
