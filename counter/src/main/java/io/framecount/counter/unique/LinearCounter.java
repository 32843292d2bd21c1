package io.framecount.counter.unique;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Linear counting: a value sets one of m bits, and the share V of bits that are still 0 gives the
 * estimate −m ln V. With load t = n/m its variance is m(eᵗ − t − 1): K.-Y. Whang, B. T.
 * Vander-Zanden, H. M. Taylor, "A linear-time probabilistic counting algorithm for database
 * applications", ACM TODS 15 (1990). When all bits are set the estimate is m ln m and the upper
 * bound is infinite.
 *
 * <p>Its bytes are {@value #MAGIC} (4 bytes, big-endian, ASCII "FCL1") and the bits.
 */
final class LinearCounter implements UniqueCounter {
  static final int MAGIC = 0x46434c31;

  private final int size;
  private final byte[] bits;

  /**
   * @param size number of bits, a multiple of 8
   */
  LinearCounter(int size) {
    this.size = size;
    this.bits = new byte[size / Byte.SIZE];
  }

  @Override
  public void add(long hash, byte[] value, int from, int length) {
    int bit = (int) Math.multiplyHigh(hash >>> 1, 2L * size);
    bits[bit >>> 3] |= (byte) (1 << (bit & 7));
  }

  @Override
  public void merge(ByteBuffer bytes) {
    ByteBuffer other = bytes.slice();
    if (other.remaining() != Integer.BYTES + bits.length || other.getInt() != MAGIC) {
      throw new SketchFormatException(
          "not a linear counter of %d bits, whose %d bytes begin with FCL1"
              .formatted(size, Integer.BYTES + bits.length));
    }
    for (int i = 0; i < bits.length; i++) {
      bits[i] |= other.get();
    }
  }

  @Override
  public byte[] toBytes() {
    byte[] whole = new byte[Integer.BYTES + bits.length];
    ByteBuffer.wrap(whole).putInt(MAGIC).put(bits);
    return whole;
  }

  @Override
  public Estimate estimate() {
    int set = 0;
    for (byte eight : bits) {
      set += Integer.bitCount(eight & 0xff);
    }
    int unset = size - set;
    if (set == 0) {
      return new Estimate(0, false, 0, 0);
    }
    double estimate = size * Math.log(size / (double) Math.max(unset, 1));
    double deviation = Estimate.Z95 * standardError(estimate / size);
    return Estimate.within(
        Math.max(Math.min(set, estimate), estimate - deviation),
        estimate,
        unset == 0 ? Double.POSITIVE_INFINITY : estimate + deviation);
  }

  private double standardError(double load) {
    return Math.sqrt(size * (Math.expm1(load) - load));
  }

  @Override
  public long sizeInBytes() {
    return bits.length;
  }

  @Override
  public void clear() {
    Arrays.fill(bits, (byte) 0);
  }
}
