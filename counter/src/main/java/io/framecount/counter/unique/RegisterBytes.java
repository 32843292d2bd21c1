package io.framecount.counter.unique;

import java.nio.ByteBuffer;

/** Checks and error bounds shared by the two sketches of registers. */
final class RegisterBytes {
  private RegisterBytes() {}

  /** Copies the bytes of a sketch that must have a given length. */
  static byte[] read(String name, int precision, ByteBuffer bytes, int length) {
    if (bytes.remaining() != length) {
      throw new SketchFormatException(
          "not a %s of precision %d: it would have %d bytes, these are %d"
              .formatted(name, precision, length, bytes.remaining()));
    }
    byte[] state = new byte[length];
    bytes.duplicate().get(state);
    return state;
  }

  static void require(String name, boolean possible) {
    if (!possible) {
      throw new SketchFormatException(
          "not a %s, or damaged: a register has an impossible value".formatted(name));
    }
  }

  /** The estimate is normal around the truth, with a standard deviation in proportion to it. */
  static Estimate estimate(double estimate, double relativeError) {
    double deviation = Estimate.Z95 * relativeError;
    double upper = deviation < 1 ? estimate / (1 - deviation) : Double.POSITIVE_INFINITY;
    return Estimate.within(estimate / (1 + deviation), estimate, upper);
  }
}
