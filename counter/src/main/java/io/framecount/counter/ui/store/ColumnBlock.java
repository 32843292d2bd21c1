package io.framecount.counter.ui.store;

import java.util.Arrays;

/** Some neighbouring windows of one series, in columns sorted by start. */
final class ColumnBlock {
  /** Bytes of one row in all columns. */
  static final int ROW_BYTES = 8 + 4 + 8 + 8 + 4 + 4 + 4 + 1;

  /** Bytes of an empty block: the object, its arrays' headers, its entry in a tree. */
  static final int FIXED_BYTES = 300;

  static final byte SETTLED = 1;
  static final byte EXACT = 2;
  static final byte CORRECTED = 4;

  private static final int FIRST_CAPACITY = 16;

  /** Room for more rows at most: many series may have a chunk that is not full. */
  private static final int MOST_ROOM = 64;

  int size;
  long[] starts = new long[FIRST_CAPACITY];
  int[] seconds = new int[FIRST_CAPACITY];
  long[] frames = new long[FIRST_CAPACITY];
  long[] users = new long[FIRST_CAPACITY];
  float[] lower = new float[FIRST_CAPACITY];
  float[] upper = new float[FIRST_CAPACITY];
  int[] revisions = new int[FIRST_CAPACITY];
  byte[] flags = new byte[FIRST_CAPACITY];

  long bytes() {
    return FIXED_BYTES + (long) starts.length * ROW_BYTES;
  }

  /** Position of the first row that begins at the instant or later. */
  int firstFrom(long start) {
    int at = Arrays.binarySearch(starts, 0, size, start);
    return at < 0 ? -at - 1 : at;
  }

  /** Puts a row in its place; false if it was there before, just the same. */
  boolean put(CountRow row) {
    long start = row.key().start();
    int at = firstFrom(start);
    if (at == size || starts[at] != start) {
      open(at);
      starts[at] = start;
      flags[at] = 0;
      set(at, row, (byte) 0);
      return true;
    }
    if (same(at, row)) {
      return false;
    }
    set(at, row, corrected(at, row));
    return true;
  }

  boolean remove(long start) {
    int at = firstFrom(start);
    if (at == size || starts[at] != start) {
      return false;
    }
    shift(at + 1, at, size - at - 1);
    size--;
    return true;
  }

  /**
   * Forgets the first rows, and the room for them.
   *
   * @return the frames they had
   */
  long dropFirst(int count) {
    long dropped = Arrays.stream(frames, 0, count).sum();
    if (count > 0) {
      shift(count, 0, size - count);
      size -= count;
      resize(Math.max(FIRST_CAPACITY, size));
    }
    return dropped;
  }

  /** Once final, now otherwise: that is a correction, and no more the growth of an open window. */
  private byte corrected(int at, CountRow row) {
    boolean again = (flags[at] & SETTLED) != 0 && row.revision() > revisions[at];
    return again ? CORRECTED : (byte) (flags[at] & CORRECTED);
  }

  private boolean same(int at, CountRow row) {
    return revisions[at] == row.revision()
        && frames[at] == row.frames()
        && users[at] == row.users()
        && (flags[at] & ~CORRECTED) == flags(row)
        && lower[at] == (float) row.lower()
        && upper[at] == (float) row.upper();
  }

  private void set(int at, CountRow row, byte corrected) {
    seconds[at] = (int) ((row.end() - row.key().start()) / 1_000);
    frames[at] = row.frames();
    users[at] = row.users();
    lower[at] = (float) row.lower();
    upper[at] = (float) row.upper();
    revisions[at] = row.revision();
    flags[at] = (byte) (flags(row) | corrected);
  }

  private static byte flags(CountRow row) {
    return (byte) ((row.settled() ? SETTLED : 0) | (row.exact() ? EXACT : 0));
  }

  private void open(int at) {
    if (size == starts.length) {
      resize(size + Math.min(size, MOST_ROOM));
    }
    shift(at, at + 1, size - at);
    size++;
  }

  private void shift(int from, int to, int length) {
    System.arraycopy(starts, from, starts, to, length);
    System.arraycopy(seconds, from, seconds, to, length);
    System.arraycopy(frames, from, frames, to, length);
    System.arraycopy(users, from, users, to, length);
    System.arraycopy(lower, from, lower, to, length);
    System.arraycopy(upper, from, upper, to, length);
    System.arraycopy(revisions, from, revisions, to, length);
    System.arraycopy(flags, from, flags, to, length);
  }

  private void resize(int capacity) {
    starts = Arrays.copyOf(starts, capacity);
    seconds = Arrays.copyOf(seconds, capacity);
    frames = Arrays.copyOf(frames, capacity);
    users = Arrays.copyOf(users, capacity);
    lower = Arrays.copyOf(lower, capacity);
    upper = Arrays.copyOf(upper, capacity);
    revisions = Arrays.copyOf(revisions, capacity);
    flags = Arrays.copyOf(flags, capacity);
  }
}
