package io.framecount.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Tables in Markdown. */
final class ResultTable {
  private ResultTable() {}

  static String of(TableResult table) {
    return of(table.columns(), table.rows());
  }

  /** Returns the points of all lines as a table, with a row for each x. */
  static String of(LinesResult lines) {
    TreeMap<Double, List<String>> rows = new TreeMap<>();
    int count = lines.series().size();
    for (int i = 0; i < count; i++) {
      for (double[] point : lines.series().get(i).points()) {
        rows.computeIfAbsent(point[0], x -> new ArrayList<>(Collections.nCopies(count, "")))
            .set(i, Numbers.brief(point[1]));
      }
    }
    List<String> columns = new ArrayList<>(List.of(lines.x().label()));
    lines.series().forEach(series -> columns.add(series.name()));
    List<List<String>> cells = new ArrayList<>();
    rows.forEach(
        (x, row) -> {
          row.add(0, Numbers.scaled(x));
          cells.add(row);
        });
    return of(columns, cells);
  }

  static String of(List<String> columns, List<List<String>> rows) {
    StringBuilder text = new StringBuilder(row(columns)).append("|---".repeat(columns.size()));
    text.append("|\n");
    rows.forEach(row -> text.append(row(row)));
    return text.toString();
  }

  private static String row(List<String> cells) {
    List<String> escaped = cells.stream().map(ResultTable::cell).toList();
    return "| " + String.join(" | ", escaped) + " |\n";
  }

  private static String cell(String text) {
    return text == null ? "" : text.replace("|", "\\|").replace("\n", " ");
  }
}
