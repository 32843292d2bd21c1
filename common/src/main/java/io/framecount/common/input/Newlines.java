package io.framecount.common.input;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line feeds many bytes at a time. */
final class Newlines {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long FEEDS = '\n' * ONES;

  private Newlines() {}

  /** Index of the first line feed in {@code bytes[from, to)}, or -1. */
  static int find(byte[] bytes, int from, int to) {
    int i = from;
    // Lines are long, so most words have none: four at a time cost one branch.
    while (i + 4 * Long.BYTES <= to
        && (hits(bytes, i) | hits(bytes, i + 8) | hits(bytes, i + 16) | hits(bytes, i + 24)) == 0) {
      i += 4 * Long.BYTES;
    }
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long hit = hits(bytes, i);
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Number of line feeds in {@code bytes[from, to)}. */
  static int count(byte[] bytes, int from, int to) {
    int count = 0;
    for (int feed = find(bytes, from, to); feed >= 0; feed = find(bytes, feed + 1, to)) {
      count++;
    }
    return count;
  }

  /** Not zero if the word at {@code i} has a line feed; the lowest bit is always a true one. */
  private static long hits(byte[] bytes, int i) {
    long word = (long) LONGS.get(bytes, i) ^ FEEDS;
    return (word - ONES) & ~word & HIGHS;
  }
}
