package io.framecount.counter.unique;

import io.framecount.counter.unique.UniqueMethod.Algorithm;
import java.nio.ByteBuffer;

/** Recognises the method of stored bytes. */
public final class SketchBytes {
  private static final int THETA_FORMAT = 0x0303;

  private SketchBytes() {}

  /**
   * The method whose {@link UniqueCounter#toBytes} these are, from position to limit. Theta and the
   * methods of this project say it themselves; registers are told by their number, which is a power
   * of two of bytes for UltraLogLog and three quarters of one for HyperLogLog. The nominal entries
   * of a Theta sketch show only when it is full; before it is taken to have the default, or more if
   * it holds more.
   *
   * @throws SketchFormatException if they are of no known method
   */
  public static UniqueMethod methodOf(ByteBuffer source) {
    ByteBuffer bytes = source.slice();
    int size = bytes.remaining();
    int magic = size < Integer.BYTES ? 0 : bytes.getInt(0);
    if (magic == ExactCounter.MAGIC) {
      return UniqueMethod.of(Algorithm.EXACT);
    }
    if (magic == LinearCounter.MAGIC) {
      return new UniqueMethod(Algorithm.LINEAR, (size - Integer.BYTES) * Byte.SIZE);
    }
    return ((magic >>> 8) & 0xffff) == THETA_FORMAT ? thetaOrRegisters(bytes) : registers(size);
  }

  /** Registers can look like the beginning of a Theta sketch, but not like all of it. */
  private static UniqueMethod thetaOrRegisters(ByteBuffer bytes) {
    try {
      return theta(ThetaSketch.read(bytes).retained());
    } catch (SketchFormatException damaged) {
      try {
        return registers(bytes.remaining());
      } catch (SketchFormatException neither) {
        throw damaged;
      }
    }
  }

  private static UniqueMethod theta(int retained) {
    int nominal = UniqueMethod.STANDARD.parameter();
    while (nominal < retained) {
      nominal *= 2;
    }
    return new UniqueMethod(Algorithm.THETA, nominal);
  }

  private static UniqueMethod registers(int size) {
    int ull = Integer.numberOfTrailingZeros(size);
    if (Integer.bitCount(size) == 1 && Algorithm.ULL.accepts(ull)) {
      return new UniqueMethod(Algorithm.ULL, ull);
    }
    int registers = size / 3 * 4;
    int hll = Integer.numberOfTrailingZeros(registers);
    if (size % 3 == 0 && Integer.bitCount(registers) == 1 && Algorithm.HLL.accepts(hll)) {
      return new UniqueMethod(Algorithm.HLL, hll);
    }
    throw new SketchFormatException("%d bytes are a sketch of no known method".formatted(size));
  }
}
