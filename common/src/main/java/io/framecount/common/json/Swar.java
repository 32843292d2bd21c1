package io.framecount.common.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time in one {@code long}, the first byte lowest ("SIMD within a register"; see
 * H. Warren, Hacker's Delight, chapter 6). A <i>lane mask</i> has the top bit of each matching
 * byte.
 */
final class Swar {
  static final long ONES = 0x0101010101010101L;
  static final long TOPS = 0x8080808080808080L;
  static final long LOWS = ~TOPS;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Swar() {}

  static long at(byte[] bytes, int position) {
    return (long) LONG.get(bytes, position);
  }

  static int intAt(byte[] bytes, int position) {
    return (int) INT.get(bytes, position);
  }

  static long repeat(char ascii) {
    return ascii * ONES;
  }

  /** The lane mask of the bytes that equal an ASCII character, if all bytes are ASCII. */
  static long equal(long ascii, long repeated) {
    // 80 less the difference of two ASCII characters has the top bit only if they are the same.
    return (TOPS - (ascii ^ repeated)) & TOPS;
  }

  /** Puts 7F in place of each byte that is not ASCII. */
  static long onlyAscii(long word) {
    long high = word & TOPS;
    return (word & LOWS) | (high - (high >>> 7));
  }

  /**
   * Turns a matrix of 8 by 8 bits over (Hacker's Delight, section 7-3): bit i of byte j becomes bit
   * j of byte i.
   */
  static long transpose(long matrix) {
    long x = matrix;
    long t = (x ^ x >>> 7) & 0x00AA00AA00AA00AAL;
    x ^= t ^ t << 7;
    t = (x ^ x >>> 14) & 0x0000CCCC0000CCCCL;
    x ^= t ^ t << 14;
    t = (x ^ x >>> 28) & 0x00000000F0F0F0F0L;
    return x ^ t ^ t << 28;
  }
}
