package io.framecount.counter.view;

import io.framecount.WindowCount;
import java.io.PrintWriter;
import java.util.List;

/** Tab-separated, line feeds only, one header line. */
final class TsvView implements View {
  private final Columns columns;

  TsvView(Columns columns) {
    this.columns = columns;
  }

  @Override
  public void print(List<WindowCount> counts, PrintWriter out) {
    line(out, columns.names(counts), "frames", "unique_users");
    List<List<String>> cells = columns.cells(counts);
    for (int i = 0; i < counts.size(); i++) {
      WindowCount count = counts.get(i);
      line(
          out,
          cells.get(i),
          Long.toString(count.getFrames()),
          Long.toString(count.getUniqueUsers()));
    }
  }

  private static void line(PrintWriter out, List<String> cells, String frames, String users) {
    out.print(String.join("\t", cells) + "\t" + frames + "\t" + users + "\n");
  }
}
