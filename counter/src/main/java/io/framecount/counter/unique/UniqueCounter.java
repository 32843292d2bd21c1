package io.framecount.counter.unique;

import java.nio.ByteBuffer;

/**
 * Counts the distinct values added to it. Counters of one {@link UniqueMethod} can be merged
 * through their bytes, in any order and any number of times: the bytes depend on nothing but the
 * set of the values added, so a partial that is merged twice changes nothing.
 *
 * <p>Not thread-safe. A counter can be cleared and used again. Adding allocates nothing except
 * while a Theta sketch grows, which starts small, and with each new value of an exact set.
 */
public interface UniqueCounter {
  /**
   * Adds a value, with its hash made by {@link ValueHash#of}. A value that goes into several
   * counters needs to be hashed only once.
   *
   * @param hash {@code ValueHash.of(value, from, length)}
   */
  void add(long hash, byte[] value, int from, int length);

  /** Adds the value that lies in {@code length} bytes from {@code from} on; it may be empty. */
  default void add(byte[] value, int from, int length) {
    add(ValueHash.of(value, from, length), value, from, length);
  }

  /**
   * Adds everything that another counter of the same method has counted.
   *
   * @param bytes what {@link #toBytes} of the other one gave, from position to limit; position and
   *     limit are left as they are
   * @throws SketchFormatException if the bytes are damaged or of another method or parameter; this
   *     counter is then unchanged
   */
  void merge(ByteBuffer bytes);

  /** {@link #merge(ByteBuffer)} of a whole array. */
  default void merge(byte[] bytes) {
    merge(ByteBuffer.wrap(bytes));
  }

  /** The state, to be stored or merged; equal for equal sets of values. */
  byte[] toBytes();

  /** Returns how many distinct values were added. */
  Estimate estimate();

  /**
   * Bytes of memory that hold the state now: what grows with the number of values or is set by the
   * method's parameter, without the few fixed fields around it.
   */
  long sizeInBytes();

  /** Forgets all values, and keeps the memory for the next ones where that is reasonable. */
  void clear();
}
