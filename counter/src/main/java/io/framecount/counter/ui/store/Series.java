package io.framecount.counter.ui.store;

import io.framecount.counter.window.WindowSize;
import java.util.TreeMap;

/** All windows of one size and group, in time order. */
final class Series {
  /** About how many windows a chunk has: enough to be compact, few enough to insert into. */
  private static final int CHUNK_WINDOWS = 1_024;

  /** A series without rows, its name and its places in maps. */
  private static final int FIXED_BYTES = 400;

  private final long chunkMillis;
  private final String group;
  private final TreeMap<Long, ColumnBlock> chunks = new TreeMap<>();
  private int rows;
  private long allFrames;

  Series(WindowSize size, String group) {
    chunkMillis = millis(size) * CHUNK_WINDOWS;
    this.group = group;
  }

  /** Sees rows in order. */
  @FunctionalInterface
  interface Visitor {
    void row(ColumnBlock chunk, int at);
  }

  int rows() {
    return rows;
  }

  /** Frames of all windows together. */
  long frames() {
    return allFrames;
  }

  long fixedBytes() {
    return FIXED_BYTES + 2L * group.length();
  }

  /** Start of the first and the last window; it must have one. */
  long first() {
    return chunks.firstEntry().getValue().starts[0];
  }

  long last() {
    ColumnBlock chunk = chunks.lastEntry().getValue();
    return chunk.starts[chunk.size - 1];
  }

  /**
   * Puts a row in its place.
   *
   * @return bytes that this took more, or -1 if the row was there before, just the same
   */
  long put(CountRow row) {
    long key = chunkOf(row.key().start());
    ColumnBlock chunk = chunks.get(key);
    long before = chunk == null ? 0 : chunk.bytes();
    if (chunk == null) {
      chunk = new ColumnBlock();
      chunks.put(key, chunk);
    }
    int had = chunk.size;
    long hadFrames = framesAt(chunk, row.key().start());
    if (!chunk.put(row)) {
      return -1;
    }
    rows += chunk.size - had;
    allFrames += row.frames() - hadFrames;
    return chunk.bytes() - before;
  }

  /**
   * Removes a row.
   *
   * @return bytes that this set free, or -1 if there is no such row
   */
  long remove(long start) {
    ColumnBlock chunk = chunks.get(chunkOf(start));
    long hadFrames = chunk == null ? 0 : framesAt(chunk, start);
    if (chunk == null || !chunk.remove(start)) {
      return -1;
    }
    rows--;
    allFrames -= hadFrames;
    if (chunk.size > 0) {
      return 0;
    }
    chunks.remove(chunkOf(start));
    return chunk.bytes();
  }

  /** Returns how many rows begin before an instant. */
  int rowsBefore(long start) {
    int before = 0;
    for (ColumnBlock chunk : chunks.headMap(chunkOf(start), true).values()) {
      before += chunk.firstFrom(start);
    }
    return before;
  }

  /**
   * Returns the end of the window that starts at an instant, or the instant itself if there is
   * none.
   */
  long endOf(long start) {
    long[] end = {start};
    visit(start, start + 1, (chunk, at) -> end[0] += chunk.seconds[at] * 1_000L);
    return end[0];
  }

  /**
   * Gives up the rows that begin before an instant.
   *
   * @return bytes that this set free
   */
  long dropBefore(long start) {
    long freed = 0;
    var old = chunks.headMap(chunkOf(start), true).values().iterator();
    while (old.hasNext()) {
      ColumnBlock chunk = old.next();
      freed += chunk.bytes();
      int dropped = chunk.firstFrom(start);
      rows -= dropped;
      allFrames -= chunk.dropFirst(dropped);
      if (chunk.size == 0) {
        old.remove();
      } else {
        freed -= chunk.bytes();
      }
    }
    return freed;
  }

  /** Shows the rows that begin in this span, in epoch milliseconds, the end excluded. */
  void visit(long from, long to, Visitor visitor) {
    if (from >= to) {
      return;
    }
    for (ColumnBlock chunk : chunks.subMap(chunkOf(from), true, chunkOf(to - 1), true).values()) {
      int end = chunk.firstFrom(to);
      for (int i = chunk.firstFrom(from); i < end; i++) {
        visitor.row(chunk, i);
      }
    }
  }

  private static long framesAt(ColumnBlock chunk, long start) {
    int at = chunk.firstFrom(start);
    return at < chunk.size && chunk.starts[at] == start ? chunk.frames[at] : 0;
  }

  private long chunkOf(long start) {
    return Math.floorDiv(start, chunkMillis);
  }

  /** About the length of a window. */
  private static long millis(WindowSize size) {
    return size.count()
        * switch (size.unit()) {
          case MINUTE -> 60_000L;
          case HOUR -> 3_600_000L;
          case DAY -> 86_400_000L;
          case WEEK -> 7 * 86_400_000L;
          case MONTH -> 30 * 86_400_000L;
          case YEAR -> 365 * 86_400_000L;
        };
  }
}
