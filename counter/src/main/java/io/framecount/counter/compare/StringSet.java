package io.framecount.counter.compare;

import io.framecount.counter.unique.Estimate;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The baseline: what one writes without a thought, a {@code HashSet<String>}. Its bytes are those
 * on the heap of this JVM, object by object: the set, its table, and for each value an entry, a
 * string, and the array of its characters (one byte each if all are Latin-1, else two). They leave
 * out the garbage, which is a string for each value that was there before.
 */
final class StringSet implements Candidate {
  /** A HashMap grows when three quarters of its table would be exceeded. */
  private static final int SMALLEST_TABLE = 16;

  private final Set<String> values = new HashSet<>();
  private final HeapLayout layout;

  StringSet(HeapLayout layout) {
    this.layout = layout;
  }

  @Override
  public String name() {
    return "hash set";
  }

  @Override
  public int parameter() {
    return 0;
  }

  @Override
  public void add(byte[] value, int from, int length) {
    values.add(new String(value, from, length, StandardCharsets.UTF_8));
  }

  @Override
  public Estimate estimate() {
    return Estimate.exactly(values.size());
  }

  @Override
  public long bytes() {
    long bytes = setAndMap() + layout.array((long) table() * layout.pointer());
    // HashMap.Node: hash, key, value, next. String: value, hash, coder, hashIsZero.
    long each = layout.object(3, Integer.BYTES) + layout.object(1, Integer.BYTES + 2);
    for (String value : values) {
      bytes += each + layout.array(characters(value));
    }
    return bytes;
  }

  /** HashSet: map. HashMap: keySet, values, table, entrySet; size, modCount, threshold, load. */
  private long setAndMap() {
    return layout.object(1, 0) + layout.object(4, 4 * Integer.BYTES);
  }

  private int table() {
    int table = values.isEmpty() ? 0 : SMALLEST_TABLE;
    while (values.size() > table / 4 * 3) {
      table *= 2;
    }
    return table;
  }

  private static long characters(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 0xff) {
        return 2L * value.length();
      }
    }
    return value.length();
  }
}
