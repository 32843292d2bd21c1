package io.framecount.counter.unique;

import com.dynatrace.hash4j.distinctcount.HyperLogLog;
import java.nio.ByteBuffer;

/**
 * HyperLogLog of hash4j; its bytes are the library's own: 6 bits a register.
 *
 * <p>Relative standard error 1.04/√m with m = 2^precision registers: P. Flajolet, É. Fusy, O.
 * Gandouet, F. Meunier, "HyperLogLog: the analysis of a near-optimal cardinality estimation
 * algorithm", AofA 2007. It is less for numbers far below m, so that the bounds are wide there.
 */
final class HllCounter implements UniqueCounter {
  private static final int REGISTER_BITS = 6;

  private final int precision;
  private final HyperLogLog registers;

  HllCounter(int precision) {
    this.precision = precision;
    this.registers = HyperLogLog.create(precision);
  }

  @Override
  public void add(long hash, byte[] value, int from, int length) {
    registers.add(hash);
  }

  @Override
  public void merge(ByteBuffer bytes) {
    byte[] state = RegisterBytes.read("HyperLogLog", precision, bytes, registers.getState().length);
    int greatest = Long.SIZE + 1 - precision;
    for (int bit = 0; bit < state.length * Byte.SIZE; bit += REGISTER_BITS) {
      RegisterBytes.require("HyperLogLog", register(state, bit) <= greatest);
    }
    registers.add(HyperLogLog.wrap(state));
  }

  private static int register(byte[] state, int bit) {
    int at = bit / Byte.SIZE;
    int shift = bit % Byte.SIZE;
    int low = (state[at] & 0xff) >>> shift;
    int high = shift > 2 ? (state[at + 1] & 0xff) << (Byte.SIZE - shift) : 0;
    return (low | high) & ((1 << REGISTER_BITS) - 1);
  }

  @Override
  public byte[] toBytes() {
    return registers.getState().clone();
  }

  @Override
  public Estimate estimate() {
    return RegisterBytes.estimate(
        registers.getDistinctCountEstimate(), 1.04 / Math.sqrt(1 << precision));
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
