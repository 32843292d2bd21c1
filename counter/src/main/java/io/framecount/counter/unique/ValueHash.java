package io.framecount.counter.unique;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hash of a value: the first 64 bits of MurmurHash3_x64_128 with seed 9001, so that other tools
 * on the DataSketches format hash the same value to the same number.
 *
 * <p>The algorithm is Austin Appleby's MurmurHash3, which he put into the public domain (<a
 * href="https://github.com/aappleby/smhasher">SMHasher</a>). Hashes in place and allocates nothing,
 * whatever the compiler makes of it; that is why no library does it.
 */
public final class ValueHash {
  /** The seed that DataSketches hashes with by default. */
  static final long SEED = 9001;

  /**
   * What a DataSketches sketch carries to show its seed: the low 16 bits of the first half of the
   * MurmurHash3_x64_128 of the seed's eight bytes, hashed with seed 0.
   */
  static final short SEED_HASH = (short) 0x93CC;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private ValueHash() {}

  /** The hash of {@code length} bytes from {@code from} on. */
  public static long of(byte[] value, int from, int length) {
    long h1 = SEED;
    long h2 = SEED;
    int at = from;
    for (int end = from + (length & ~15); at < end; at += 16) {
      h1 ^= mixFirst((long) WORD.get(value, at));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mixSecond((long) WORD.get(value, at + 8));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    int rest = length & 15;
    if (rest > 8) {
      h1 ^= mixFirst((long) WORD.get(value, at));
      h2 ^= mixSecond(lastWord(value, from, at + 8, rest - 8));
    } else if (rest > 0) {
      h1 ^= mixFirst(lastWord(value, from, at, rest));
    }
    return finish(h1 ^ length, h2 ^ length);
  }

  private static long finish(long first, long second) {
    long h1 = first + second;
    long h2 = second + h1;
    return avalanche(h1) + avalanche(h2);
  }

  /** Up to eight bytes as a word; read together with those before them if the value has those. */
  private static long lastWord(byte[] value, int from, int at, int bytes) {
    int wordAt = at + bytes - Long.BYTES;
    if (wordAt >= from) {
      return (long) WORD.get(value, wordAt) >>> (Long.SIZE - bytes * Byte.SIZE);
    }
    long word = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      word = (word << 8) | (value[at + i] & 0xff);
    }
    return word;
  }

  private static long mixFirst(long word) {
    return Long.rotateLeft(word * C1, 31) * C2;
  }

  private static long mixSecond(long word) {
    return Long.rotateLeft(word * C2, 33) * C1;
  }

  private static long avalanche(long h) {
    long k = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    k = (k ^ (k >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return k ^ (k >>> 33);
  }
}
