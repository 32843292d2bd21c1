package io.framecount.counter.view;

import io.framecount.WindowCount;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * A table with a bar of the frames in each row, scaled to the greatest. An estimated number of
 * users is marked with a tilde.
 */
final class TableView implements View {
  private static final int TIME_WIDTH = 20;
  private static final int GAPS = 6;
  private static final int LONGEST_BAR = 60;

  private final int columns;

  /**
   * @param columns width of the terminal
   */
  TableView(int columns) {
    this.columns = columns;
  }

  @Override
  public void print(List<WindowCount> counts, PrintWriter out) {
    String total = number(counts.stream().mapToLong(WindowCount::getFrames).sum());
    long most = counts.stream().mapToLong(WindowCount::getFrames).max().orElse(0);
    int framesWidth = Math.max("frames".length(), total.length());
    int usersWidth =
        counts.stream().mapToInt(c -> users(c).length()).reduce("unique users".length(), Math::max);
    String row = "%-" + TIME_WIDTH + "s  %" + framesWidth + "s  %" + usersWidth + "s  %s";
    int barWidth = Math.min(LONGEST_BAR, columns - TIME_WIDTH - framesWidth - usersWidth - GAPS);
    line(out, row, "minute", "frames", "unique users", "");
    for (WindowCount count : counts) {
      String bar = Bar.of(count.getFrames(), most, Math.max(1, barWidth));
      line(out, row, count.getStart().toString(), number(count.getFrames()), users(count), bar);
    }
    line(out, row, "total", total, "", "");
  }

  private static void line(PrintWriter out, String format, Object... cells) {
    out.print(String.format(Locale.ROOT, format, cells).stripTrailing() + "\n");
  }

  private static String users(WindowCount count) {
    return (count.getExact() ? "" : "~") + number(count.getUniqueUsers());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
