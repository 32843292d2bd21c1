package io.framecount.counter.unique;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

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
    ByteBuffer bytes = littleEndian(Long.BYTES * (preamble + sketch.retained()));
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
    return bytes.array();
  }

  private static int preambleLongs(ThetaSketch sketch) {
    if (!sketch.isExact()) {
      return 3;
    }
    return sketch.retained() > 1 ? 2 : 1;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ThetaSketch read(ByteBuffer source) {
    ByteBuffer bytes = source.slice().order(ByteOrder.LITTLE_ENDIAN);
    require(bytes.remaining() >= Long.BYTES, "%d bytes are too few", bytes.remaining());
    int preamble = bytes.get() & PREAMBLE_LONGS;
    requireFormat(bytes.get(), bytes.get());
    bytes.getShort();
    int flags = bytes.get();
    require((flags & COMPACT) != 0 && (flags & BIG_ENDIAN) == 0, "its flags are 0x%02x", flags);
    short seedHash = bytes.getShort();
    if ((flags & EMPTY) != 0) {
      require(!bytes.hasRemaining(), "it is empty but %d bytes follow", bytes.remaining());
      return new ThetaSketch(ThetaSketch.ALL, new long[0]);
    }
    require(seedHash == ValueHash.SEED_HASH, "its values were hashed with another seed than 9001");
    return readHashes(bytes, preamble, (flags & ORDERED) != 0);
  }

  private static void requireFormat(int version, int family) {
    require(version == SERIAL_VERSION, "its serial version is %d instead of 3", version);
    require(family == COMPACT_FAMILY, "its family is %d instead of 3", family);
  }

  private static ThetaSketch readHashes(ByteBuffer bytes, int preamble, boolean ordered) {
    require(preamble >= 1 && preamble <= 3, "its preamble has %d longs", preamble);
    int missing = Long.BYTES * (preamble - 1) - bytes.remaining();
    require(missing <= 0, "%d bytes of its preamble are missing", missing);
    int count = preamble == 1 ? 1 : (int) bytes.getLong();
    long theta = preamble == 3 ? bytes.getLong() : ThetaSketch.ALL;
    require(theta > 0, "its theta is %d", theta);
    require(
        count >= 0 && bytes.remaining() == (long) count * Long.BYTES,
        "%d hashes are announced but %d bytes follow",
        count,
        bytes.remaining());
    long[] hashes = new long[count];
    bytes.asLongBuffer().get(hashes);
    if (!ordered) {
      Arrays.sort(hashes);
    }
    require(areAscending(hashes, theta), "its hashes do not ascend from 1 to theta");
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

  private static void require(boolean sound, String problem, Object... details) {
    if (!sound) {
      throw new SketchFormatException(
          "not a compact Theta sketch of DataSketches: " + problem.formatted(details));
    }
  }
}
