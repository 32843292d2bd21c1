package io.framecount.counter.view;

import io.framecount.WindowCount;
import io.framecount.common.cli.Printable;
import io.framecount.common.cli.Sheet;
import io.framecount.common.cli.Sheet.Cell;
import io.framecount.common.cli.Sheet.Column;
import io.framecount.common.cli.Sheet.Format;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints rows of the output. A table has a bar of the frames in each row, scaled to the greatest
 * window of the same size, marks an estimated number of users with a tilde, and ends with the
 * frames of the windows of one size, which are the same for each size. JSON has all fields of a
 * row.
 *
 * @param columns of window and group
 * @param terminalWidth columns of the terminal
 */
public record RowPrinter(Format format, Columns columns, int terminalWidth) {
  private static final int USUAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 40;

  /** A printer for this process's terminal. */
  public RowPrinter(Format format, Columns columns) {
    this(format, columns, columns(System.getenv("COLUMNS")));
  }

  /** Prints rows in the order given. */
  public void print(List<WindowCount> rows, PrintWriter out) {
    if (format == Format.JSON) {
      rows.forEach(row -> out.print(PlainJson.of(row) + "\n"));
    } else {
      sheet(rows).print(format, terminalWidth, out);
    }
  }

  private Sheet sheet(List<WindowCount> rows) {
    List<Column> headings = new ArrayList<>();
    columns.names(rows).forEach(name -> headings.add(new Column(name, Printable.of(name))));
    int named = headings.size();
    headings.addAll(List.of(Column.of("frames"), Column.of("unique_users")));
    Sheet sheet = new Sheet(headings);
    List<String> labels = columns.labels(rows);
    List<List<String>> names = columns.cells(rows);
    Map<String, Long> most = mostFrames(rows, labels);
    long frames = 0;
    for (int i = 0; i < rows.size(); i++) {
      WindowCount row = rows.get(i);
      List<Cell> cells = new ArrayList<>(names.get(i).stream().map(Cell::of).toList());
      cells.addAll(List.of(Cell.of(row.getFrames()), users(row)));
      sheet.addWithBar(row.getFrames(), most.get(labels.get(i)), cells);
      frames += labels.get(i).equals(labels.get(0)) ? row.getFrames() : 0;
    }
    List<Cell> total = new ArrayList<>(Collections.nCopies(named, Cell.none()));
    total.set(0, Cell.of("total"));
    total.addAll(List.of(Cell.of(frames), Cell.none()));
    sheet.total(total);
    return sheet;
  }

  private static Map<String, Long> mostFrames(List<WindowCount> rows, List<String> labels) {
    Map<String, Long> most = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      most.merge(labels.get(i), rows.get(i).getFrames(), Math::max);
    }
    return most;
  }

  private static Cell users(WindowCount row) {
    String mark = row.getExact() ? "" : "~";
    long users = row.getUniqueUsers();
    return new Cell(users, mark + String.format(Locale.ROOT, "%,d", users));
  }

  /**
   * Reads the width of the terminal.
   *
   * @param columns as the shell sets it; null if it is unset
   */
  static int columns(String columns) {
    return columns == null || !columns.matches("[1-9]\\d{0,4}")
        ? USUAL_WIDTH
        : Math.max(LEAST_WIDTH, Integer.parseInt(columns));
  }
}
