package io.framecount.counter.unique;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A hash set of the values themselves: what people mean by "exact", the measure for the others, and
 * right for every input, as no hash stands for a value. It pays in memory, and allocates with every
 * value that is added.
 *
 * <p>Its bytes are {@value #MAGIC} (4 bytes, ASCII "FCX1"), the number of values (4 bytes) and,
 * ascending as unsigned bytes, each value once: its length (4 bytes) and itself. Numbers are
 * big-endian.
 */
final class ExactCounter implements UniqueCounter {
  static final int MAGIC = 0x46435831;
  private static final int HEADER = 2 * Integer.BYTES;

  /**
   * Of a 64-bit JVM with compressed pointers: set entry 32, value 24, array header 16, and a
   * pointer of 4 in a table that is about half full.
   */
  private static final int BYTES_PER_VALUE = 32 + 24 + 16 + 2 * 4;

  private final Set<Value> values = new HashSet<>();
  private long valueBytes;

  /** Keeps its hash code, which a set asks for again whenever it grows. */
  private static final class Value implements Comparable<Value> {
    private final byte[] bytes;
    private final int hash;

    Value(byte[] source, int from, int length) {
      bytes = Arrays.copyOfRange(source, from, from + length);
      hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Value value && Arrays.equals(bytes, value.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public int compareTo(Value other) {
      return Arrays.compareUnsigned(bytes, other.bytes);
    }
  }

  @Override
  public void add(long hash, byte[] value, int from, int length) {
    add(new Value(value, from, length));
  }

  private void add(Value value) {
    if (values.add(value)) {
      valueBytes += value.bytes.length;
    }
  }

  @Override
  public void merge(ByteBuffer bytes) {
    ByteBuffer other = bytes.slice();
    require(other.remaining() >= HEADER && other.getInt() == MAGIC, "begin with FCX1");
    int count = other.getInt();
    requireWhole(other.slice(), count);
    for (int i = 0; i < count; i++) {
      byte[] value = new byte[other.getInt()];
      other.get(value);
      add(new Value(value, 0, value.length));
    }
  }

  /** Reads to the end before anything is added, so that damage leaves the counter unchanged. */
  private static void requireWhole(ByteBuffer other, int count) {
    for (int i = 0; i < count; i++) {
      require(other.remaining() >= Integer.BYTES, "hold as many values as they announce");
      int length = other.getInt();
      require(0 <= length && length <= other.remaining(), "hold values of the announced lengths");
      other.position(other.position() + length);
    }
    require(count >= 0 && !other.hasRemaining(), "end with the last value announced");
  }

  private static void require(boolean sound, String rule) {
    if (!sound) {
      throw new SketchFormatException("not a set of values, or damaged: its bytes do not " + rule);
    }
  }

  @Override
  public byte[] toBytes() {
    Value[] sorted = values.toArray(Value[]::new);
    Arrays.sort(sorted);
    long size = HEADER + valueBytes + (long) Integer.BYTES * sorted.length;
    byte[] whole = new byte[Math.toIntExact(size)];
    ByteBuffer bytes = ByteBuffer.wrap(whole).putInt(MAGIC).putInt(sorted.length);
    for (Value value : sorted) {
      bytes.putInt(value.bytes.length).put(value.bytes);
    }
    return whole;
  }

  @Override
  public Estimate estimate() {
    return Estimate.exactly(values.size());
  }

  @Override
  public long sizeInBytes() {
    return valueBytes + (long) BYTES_PER_VALUE * values.size();
  }

  @Override
  public void clear() {
    values.clear();
    valueBytes = 0;
  }
}
