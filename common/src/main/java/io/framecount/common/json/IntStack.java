package io.framecount.common.json;

import java.util.Arrays;

/**
 * A growing stack of positions, so that nested records need no allocation each. Not thread-safe.
 */
public final class IntStack {
  private int[] values = new int[256];
  private int size;

  /** Returns how much is on the stack; {@link #release} goes back to it. */
  public int size() {
    return size;
  }

  /** Puts {@code count} times {@code value} on the stack and returns the place of the first. */
  public int reserve(int count, int value) {
    int start = size;
    grow(start + count);
    Arrays.fill(values, start, start + count, value);
    size = start + count;
    return start;
  }

  public void push(int value) {
    grow(size + 1);
    values[size++] = value;
  }

  public int get(int place) {
    return values[place];
  }

  public void set(int place, int value) {
    values[place] = value;
  }

  /** Sets it, and returns what was there. */
  int swap(int place, int value) {
    int before = values[place];
    values[place] = value;
    return before;
  }

  /** Sets all from {@code from} to {@code to}. */
  void fill(int from, int to, int value) {
    Arrays.fill(values, from, to, value);
  }

  /** Forgets all from {@code size} on. */
  public void release(int size) {
    this.size = size;
  }

  private void grow(int needed) {
    if (needed > values.length) {
      values = Arrays.copyOf(values, Math.max(needed, 2 * values.length));
    }
  }
}
