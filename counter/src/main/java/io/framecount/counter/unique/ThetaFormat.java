package io.framecount.counter.unique;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The bytes of DataSketches' compact Theta sketch, serial version 3, little-endian, as documented
 * with its preamble: preamble longs, serial version, family, two unused bytes, flags, seed hash (2
 * bytes); if there are two or more preamble longs, number of hashes (4 bytes) and sampling
 * probability (float, unused); if there are three, theta (8 bytes); then the hashes. Without values
 * it is the first eight bytes only; a single hash below a theta of 1 follows them directly.
 */
final class ThetaFormat {
  private static final int SERIAL_VERSION = 3;
  private static final int COMPACT_FAMILY = 3;

  /** The other two bits of the first byte mean something in update sketches only. */
  private static final int PREAMBLE_LONGS = 0x3f;

  private static final int BIG_ENDIAN = 1;
  private static final int READ_ONLY = 2;
  private static final int EMPTY = 4;
  private static final int COMPACT = 8;
  private static final int ORDERED = 16;
  private static final int SINGLE = 32;

  private ThetaFormat() {}

  static byte[] write(ThetaSketch sketch) {
    int preamble = preambleLongs(sketch);
    byte[] whole = new byte[Long.BYTES * (preamble + sketch.retained())];
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int kind = sketch.isEmpty() ? EMPTY : preamble == 1 ? SINGLE : 0;
    bytes.put((byte) preamble).put((byte) SERIAL_VERSION).put((byte) COMPACT_FAMILY);
    bytes.putShort((short) 0).put((byte) (READ_ONLY | COMPACT | ORDERED | kind));
    bytes.putShort(sketch.isEmpty() ? 0 : ValueHash.SEED_HASH);
    if (preamble > 1) {
      bytes.putInt(sketch.retained()).putFloat(1);
    }
    if (preamble > 2) {
      bytes.putLong(sketch.thetaAsLong());
    }
    sketch.copyTo(bytes.asLongBuffer());
    return whole;
  }

  private static int preambleLongs(ThetaSketch sketch) {
    if (!sketch.isExact()) {
      return 3;
    }
    return sketch.retained() > 1 ? 2 : 1;
  }

  static ThetaSketch read(ByteBuffer source) {
    ByteBuffer bytes = source.slice().order(ByteOrder.LITTLE_ENDIAN);
    int size = bytes.remaining();
    require(size >= Long.BYTES, () -> "it has " + size + " bytes");
    int preamble = bytes.get() & PREAMBLE_LONGS;
    requireFormat(bytes.get(), bytes.get());
    bytes.getShort();
    int flags = bytes.get();
    require((flags & (COMPACT | BIG_ENDIAN)) == COMPACT, () -> "its flags are " + flags);
    short seedHash = bytes.getShort();
    if ((flags & EMPTY) != 0) {
      require(size == Long.BYTES, () -> "it is empty but has " + size + " bytes");
      return new ThetaSketch(ThetaSketch.ALL, new long[0]);
    }
    require(seedHash == ValueHash.SEED_HASH, () -> "its seed is not " + ValueHash.SEED);
    return readHashes(bytes, preamble, (flags & ORDERED) != 0);
  }

  private static void requireFormat(int version, int family) {
    require(version == SERIAL_VERSION, () -> "its serial version is " + version);
    require(family == COMPACT_FAMILY, () -> "its family is " + family);
  }

  private static ThetaSketch readHashes(ByteBuffer bytes, int preamble, boolean ordered) {
    require(preamble >= 1 && preamble <= 3, () -> "its preamble has " + preamble + " longs");
    require(bytes.remaining() >= Long.BYTES * (preamble - 1), () -> "its preamble is cut off");
    int count = preamble == 1 ? 1 : (int) bytes.getLong();
    long theta = preamble == 3 ? bytes.getLong() : ThetaSketch.ALL;
    int size = bytes.remaining();
    require(
        size == (long) count * Long.BYTES,
        () -> "it announces " + count + " hashes but has " + size + " bytes of them");
    long[] hashes = new long[count];
    bytes.asLongBuffer().get(hashes);
    if (!ordered) {
      Arrays.sort(hashes);
    }
    require(theta > 0 && areAscending(hashes, theta), () -> "its hashes do not ascend to theta");
    return new ThetaSketch(theta, hashes);
  }

  private static boolean areAscending(long[] hashes, long theta) {
    long previous = 0;
    for (long hash : hashes) {
      if (hash <= previous) {
        return false;
      }
      previous = hash;
    }
    return previous < theta;
  }

  private static void require(boolean sound, Supplier<String> problem) {
    if (!sound) {
      throw new SketchFormatException(
          "not a compact Theta sketch of DataSketches, or damaged: " + problem.get());
    }
  }
}
