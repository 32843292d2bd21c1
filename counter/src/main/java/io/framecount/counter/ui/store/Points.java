package io.framecount.counter.ui.store;

import java.util.ArrayList;
import java.util.List;

/** Rows of one series for a chart, in time order. */
public final class Points {
  private final List<Point> points = new ArrayList<>();
  private final String group;

  public Points(String group) {
    this.group = group;
  }

  /**
   * One window.
   *
   * @param start in epoch seconds
   * @param seconds how long it is
   * @param late frames that came after its state was given up
   */
  public record Point(
      long start,
      int seconds,
      long frames,
      long users,
      float lower,
      float upper,
      int revision,
      boolean settled,
      boolean exact,
      boolean corrected,
      long late) {}

  public String group() {
    return group;
  }

  public List<Point> list() {
    return points;
  }

  void add(ColumnBlock chunk, int at, long late) {
    byte flags = chunk.flags[at];
    points.add(
        new Point(
            Math.floorDiv(chunk.starts[at], 1_000L),
            chunk.seconds[at],
            chunk.frames[at],
            chunk.users[at],
            chunk.lower[at],
            chunk.upper[at],
            chunk.revisions[at],
            (flags & ColumnBlock.SETTLED) != 0,
            (flags & ColumnBlock.EXACT) != 0,
            (flags & ColumnBlock.CORRECTED) != 0,
            late));
  }
}
