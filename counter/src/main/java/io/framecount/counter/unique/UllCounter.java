package io.framecount.counter.unique;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.nio.ByteBuffer;

/**
 * UltraLogLog of hash4j; its bytes are the library's own: one byte a register.
 *
 * <p>Relative standard error 0.782/√m with m = 2^precision registers, for the library's default
 * estimator (FGRA): O. Ertl, "UltraLogLog: A Practical and More Space-Efficient Alternative to
 * HyperLogLog for Approximate Distinct Counting", PVLDB 17 (2024). It is less for numbers far below
 * m, so that the bounds are wide there.
 */
final class UllCounter implements UniqueCounter {
  private final int precision;
  private final UltraLogLog registers;

  UllCounter(int precision) {
    this.precision = precision;
    this.registers = UltraLogLog.create(precision);
  }

  @Override
  public void add(long hash, byte[] value, int from, int length) {
    registers.add(hash);
  }

  @Override
  public void merge(ByteBuffer bytes) {
    byte[] state = RegisterBytes.read("UltraLogLog", precision, bytes, registers.getState().length);
    int least = 4 * (precision - 1);
    for (byte register : state) {
      RegisterBytes.require("UltraLogLog", register == 0 || (register & 0xff) >= least);
    }
    registers.add(UltraLogLog.wrap(state));
  }

  @Override
  public byte[] toBytes() {
    return registers.getState().clone();
  }

  @Override
  public Estimate estimate() {
    return RegisterBytes.estimate(
        registers.getDistinctCountEstimate(), 0.782 / Math.sqrt(1 << precision));
  }

  @Override
  public long sizeInBytes() {
    return registers.getState().length;
  }

  @Override
  public void clear() {
    registers.reset();
  }
}
