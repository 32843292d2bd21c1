package io.framecount.counter.ui.store;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Takes of many windows those that a chart of some width shows: of each stretch the ones with most
 * and least users and frames, and the first with a mark. What is shown are windows as they are, and
 * no peak is lost.
 */
final class Thinning implements Series.Visitor {
  private static final int CHOICES = 5;

  private final long from;
  private final double stretchMillis;
  private final LongPredicate marked;
  private final Series.Visitor chosen;

  private final ColumnBlock[] chunks = new ColumnBlock[CHOICES];
  private final int[] rows = new int[CHOICES];
  private long stretch = Long.MIN_VALUE;

  /**
   * @param stretches how many parts the span has
   * @param marked whether the window with this start has a mark
   * @param chosen takes the windows that were chosen; call {@link #end} after the last
   */
  Thinning(long from, long to, int stretches, LongPredicate marked, Series.Visitor chosen) {
    this.from = from;
    stretchMillis = Math.max(1, (double) (to - from) / stretches);
    this.marked = marked;
    this.chosen = chosen;
  }

  @Override
  public void row(ColumnBlock chunk, int at) {
    long of = (long) ((chunk.starts[at] - from) / stretchMillis);
    if (of != stretch) {
      end();
      stretch = of;
    }
    long users = chunk.users[at];
    long frames = chunk.frames[at];
    take(0, chunk, at, chunks[0] == null || users > chunks[0].users[rows[0]]);
    take(1, chunk, at, chunks[1] == null || users < chunks[1].users[rows[1]]);
    take(2, chunk, at, chunks[2] == null || frames > chunks[2].frames[rows[2]]);
    take(3, chunk, at, chunks[3] == null || frames < chunks[3].frames[rows[3]]);
    take(4, chunk, at, chunks[4] == null && isMarked(chunk, at));
  }

  /** Passes on what was chosen of the last stretch. */
  void end() {
    long before = Long.MIN_VALUE;
    for (int round = 0; round < CHOICES; round++) {
      int next = -1;
      for (int i = 0; i < CHOICES; i++) {
        if (chunks[i] != null && start(i) > before && (next < 0 || start(i) < start(next))) {
          next = i;
        }
      }
      if (next < 0) {
        break;
      }
      before = start(next);
      chosen.row(chunks[next], rows[next]);
    }
    Arrays.fill(chunks, null);
  }

  private boolean isMarked(ColumnBlock chunk, int at) {
    return (chunk.flags[at] & ColumnBlock.CORRECTED) != 0 || marked.test(chunk.starts[at]);
  }

  private void take(int choice, ColumnBlock chunk, int at, boolean better) {
    if (better) {
      chunks[choice] = chunk;
      rows[choice] = at;
    }
  }

  private long start(int choice) {
    return chunks[choice].starts[rows[choice]];
  }
}
