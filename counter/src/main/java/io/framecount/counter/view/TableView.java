package io.framecount.counter.view;

import io.framecount.WindowCount;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table with a bar of the frames in each row, scaled to the greatest of the windows of that size.
 * An estimated number of users is marked with a tilde. The total is that of the windows of one
 * size: it is the same in each.
 */
final class TableView implements View {
  private static final String GAP = "  ";
  private static final int LONGEST_BAR = 60;

  private final Columns columns;
  private final int terminalWidth;

  /**
   * @param terminalWidth columns of the terminal
   */
  TableView(Columns columns, int terminalWidth) {
    this.columns = columns;
    this.terminalWidth = terminalWidth;
  }

  @Override
  public void print(List<WindowCount> counts, PrintWriter out) {
    List<String> labels = columns.labels(counts);
    List<List<String>> rows = new ArrayList<>();
    columns.cells(counts).forEach(cells -> rows.add(Printable.all(cells)));
    for (int i = 0; i < counts.size(); i++) {
      rows.get(i).addAll(List.of(number(counts.get(i).getFrames()), users(counts.get(i))));
    }
    List<String> head = Printable.all(columns.names(counts));
    List<String> total = new ArrayList<>(Collections.nCopies(head.size(), ""));
    total.set(0, "total");
    head.addAll(List.of("frames", "unique users"));
    total.addAll(List.of(number(total(counts, labels)), ""));

    String format = format(head, total, rows);
    int barWidth = terminalWidth - String.format(format, blanks(head)).length();
    Map<String, Long> most = most(counts, labels);
    line(out, format, head, "");
    for (int i = 0; i < counts.size(); i++) {
      long frames = counts.get(i).getFrames();
      int width = Math.max(1, Math.min(LONGEST_BAR, barWidth));
      line(out, format, rows.get(i), Bar.of(frames, most.get(labels.get(i)), width));
    }
    line(out, format, total, "");
  }

  /** Columns as wide as what is in them; the last two are numbers. */
  private static String format(List<String> head, List<String> total, List<List<String>> rows) {
    StringBuilder format = new StringBuilder();
    for (int i = 0; i < head.size(); i++) {
      int column = i;
      int width = Math.max(head.get(i).length(), total.get(i).length());
      width = rows.stream().mapToInt(row -> row.get(column).length()).reduce(width, Math::max);
      format.append(i < head.size() - 2 ? "%-" : "%").append(width).append('s').append(GAP);
    }
    return format.toString();
  }

  private static Object[] blanks(List<String> head) {
    return Collections.nCopies(head.size(), "").toArray();
  }

  private static void line(PrintWriter out, String format, List<String> cells, String bar) {
    String line = String.format(Locale.ROOT, format, cells.toArray()) + bar;
    out.print(line.stripTrailing() + "\n");
  }

  private static long total(List<WindowCount> counts, List<String> labels) {
    long total = 0;
    for (int i = 0; i < counts.size(); i++) {
      total += labels.get(i).equals(labels.get(0)) ? counts.get(i).getFrames() : 0;
    }
    return total;
  }

  /** The most frames of a window, by its size. */
  private static Map<String, Long> most(List<WindowCount> counts, List<String> labels) {
    Map<String, Long> most = new HashMap<>();
    for (int i = 0; i < counts.size(); i++) {
      most.merge(labels.get(i), counts.get(i).getFrames(), Math::max);
    }
    return most;
  }

  private static String users(WindowCount count) {
    return (count.getExact() ? "" : "~") + number(count.getUniqueUsers());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
