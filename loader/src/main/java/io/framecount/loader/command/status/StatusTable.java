package io.framecount.loader.command.status;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows as a table, each column as wide as it has to be. */
final class StatusTable {
  private static final List<String> HEAD =
      List.of("topic", "file", "lines", "bytes", "frames", "rejected", "state", "as of");
  private static final int FIRST_NUMBER = 2;
  private static final int LAST_NUMBER = 5;

  private StatusTable() {}

  static String of(List<StatusRow> rows) {
    List<List<String>> table = new ArrayList<>(List.of(HEAD));
    rows.forEach(row -> table.add(cells(row)));
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(i -> table.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    return String.join("\n", table.stream().map(row -> line(row, widths)).toList());
  }

  private static List<String> cells(StatusRow row) {
    return List.of(
        row.topic(),
        row.file(),
        "%,d".formatted(row.lines()),
        "%,d".formatted(row.bytes()),
        "%,d".formatted(row.frames()),
        "%,d".formatted(row.rejected()),
        row.state(),
        row.saved() == null ? "unknown" : row.saved());
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String side = i >= FIRST_NUMBER && i <= LAST_NUMBER ? "" : "-";
      line.append(i == 0 ? "" : "  ");
      line.append(("%" + side + widths[i] + "s").formatted(cells.get(i)));
    }
    return line.toString().stripTrailing();
  }
}
