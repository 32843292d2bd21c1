package io.framecount.loader.convert.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time in one {@code long}, the first byte lowest ("SIMD within a register"; see
 * H. Warren, Hacker's Delight, chapter 6). A <i>lane mask</i> has the top bit of each matching
 * byte.
 */
final class Words {
  static final long ONES = 0x0101010101010101L;
  static final long TOPS = 0x8080808080808080L;
  static final long LOWS = ~TOPS;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  static long at(byte[] bytes, int position) {
    return (long) LONG.get(bytes, position);
  }

  static int intAt(byte[] bytes, int position) {
    return (int) INT.get(bytes, position);
  }

  static long repeat(char ascii) {
    return ascii * ONES;
  }

  /**
   * The bytes that equal an ASCII character, one bit each, bit 0 for the first byte.
   *
   * @param low {@code word & LOWS}: without top bits no sum can carry into the next byte
   * @param repeated the character, from {@link #repeat}
   */
  static long equal(long word, long low, long repeated) {
    return gather(~(((low ^ repeated) + LOWS) | word) & TOPS);
  }

  /**
   * Moves the eight top bits of a lane mask together; the product adds no two bits in one place.
   */
  static long gather(long laneMask) {
    return ((laneMask >>> 7) * 0x0102040810204080L) >>> 56;
  }
}
