package io.framecount.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table as aligned text: the first column to the left, figures to the right. */
final class TableText {
  private static final String GAP = "  ";

  private final TableResult table;
  private final List<List<String>> lines = new ArrayList<>();

  TableText(TableResult table) {
    this.table = table;
    lines.add(table.columns());
    lines.addAll(table.rows());
  }

  void print(PrintStream out) {
    out.println(table.title());
    int[] widths = IntStream.range(0, table.columns().size()).map(this::width).toArray();
    for (List<String> line : lines) {
      out.println(
          IntStream.range(0, widths.length)
              .mapToObj(i -> padded(line.get(i), i == 0 ? -widths[i] : widths[i]))
              .collect(Collectors.joining(GAP))
              .stripTrailing());
    }
    out.println();
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  /**
   * @param width negative to pad at the right
   */
  private static String padded(String text, int width) {
    String padding = " ".repeat(Math.abs(width) - text.length());
    return width < 0 ? text + padding : padding + text;
  }
}
