package io.framecount.common.json;

import java.util.Arrays;

/**
 * Names of members that are not wanted, to be counted if the trial in which they were found is a
 * success: what a branch of a union drops that is not taken in the end is not dropped. Not
 * thread-safe; allocates only to grow.
 */
public final class TriedNames {
  private final IntStack places = new IntStack();
  private KeyTable[] tables = new KeyTable[16];

  /** Returns how many there are; {@link #forget} goes back to it. */
  public int size() {
    return places.size();
  }

  /**
   * @param place where the name begins, at the quote
   */
  void add(KeyTable keys, int place) {
    if (places.size() == tables.length) {
      tables = Arrays.copyOf(tables, 2 * tables.length);
    }
    tables[places.size()] = keys;
    places.push(place);
  }

  /** Forgets all from {@code size} on. */
  public void forget(int size) {
    places.release(size);
  }

  /** Counts all, and forgets them. */
  void count(byte[] json, StringIndex index) {
    for (int i = 0; i < places.size(); i++) {
      int quote = places.get(i);
      int unused = tables[i].slot(json, quote + 1, index.closing(quote));
    }
    places.release(0);
  }
}
