package io.framecount.counter.unique;

import java.util.Arrays;

/**
 * A set of positive 63-bit hashes in an open-addressing table whose slots follow the order of the
 * hashes: a hash is placed by its share of the range, then linearly. Hashes are uniform, so this
 * spreads them as well as any other of their bits would; but reading the table yields them nearly
 * sorted, and adding sorted hashes walks through memory in one direction. Sorting and merging
 * thereby cost one pass.
 *
 * <p>Values crafted to have close hashes would make it slow, though never wrong: the seed is known,
 * as it is part of the format.
 *
 * <p>Not thread-safe. {@link #add} allocates nothing; the owner decides when to enlarge.
 */
final class OrderedHashes {
  /** No hash is 0: it marks a free slot. */
  private static final long FREE = 0;

  private long[] slots;
  private long range;
  private long scale;
  private int size;

  /**
   * @param capacity number of slots, a power of two
   * @param range all hashes to come are expected below it
   */
  OrderedHashes(int capacity, long range) {
    reset(capacity, range);
  }

  int size() {
    return size;
  }

  int capacity() {
    return slots.length;
  }

  /** All hashes were below it when the table was last laid out. */
  long range() {
    return range;
  }

  /** Adds a hash; there must be a free slot. Returns whether it is new. */
  boolean add(long hash) {
    long[] table = slots;
    int mask = table.length - 1;
    int at = (int) Math.multiplyHigh(hash, scale) & mask;
    for (long there = table[at]; there != FREE; there = table[at]) {
      if (there == hash) {
        return false;
      }
      at = (at + 1) & mask;
    }
    table[at] = hash;
    size++;
    return true;
  }

  /** The hashes below a bound, ascending. */
  long[] ascending(long bound) {
    long[] hashes = new long[size + 1];
    int n = 0;
    for (long hash : slots) {
      // No branch on a free slot, which would be hard to predict: 0 - 1 is the greatest unsigned.
      hashes[n] = hash;
      n += Long.compareUnsigned(hash - 1, bound - 1) < 0 ? 1 : 0;
    }
    insertionSort(hashes, n);
    return Arrays.copyOf(hashes, n);
  }

  private static void insertionSort(long[] hashes, int n) {
    for (int i = 1; i < n; i++) {
      long hash = hashes[i];
      int at = i;
      for (; at > 0 && hashes[at - 1] > hash; at--) {
        hashes[at] = hashes[at - 1];
      }
      hashes[at] = hash;
    }
  }

  /** Lays the table out anew, with the hashes that are below the new range. */
  void resize(int capacity, long newRange) {
    long[] old = slots;
    slots = new long[capacity];
    layOut(newRange);
    for (long hash : old) {
      if (hash != FREE && hash < newRange) {
        add(hash);
      }
    }
  }

  /** Replaces the content by the first {@code n} of these hashes. */
  void refill(long[] hashes, int n, int capacity, long newRange) {
    reset(capacity, newRange);
    for (int i = 0; i < n; i++) {
      add(hashes[i]);
    }
  }

  /** Empties the table; its memory is used again if the capacity stays. */
  void reset(int capacity, long newRange) {
    if (slots != null && slots.length == capacity) {
      Arrays.fill(slots, FREE);
    } else {
      slots = new long[capacity];
    }
    layOut(newRange);
  }

  /** A hash times the scale, shifted right by 64, is the slot it wants. */
  private void layOut(long newRange) {
    range = newRange;
    scale = (long) (slots.length * 0x1p64 / newRange);
    size = 0;
  }
}
