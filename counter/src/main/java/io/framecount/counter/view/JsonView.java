package io.framecount.counter.view;

import io.framecount.WindowCount;
import java.io.PrintWriter;
import java.util.List;

/** One JSON object a line, with all fields of the record under their names. */
final class JsonView implements View {
  @Override
  public void print(List<WindowCount> counts, PrintWriter out) {
    for (WindowCount count : counts) {
      out.print(PlainJson.of(count) + "\n");
    }
  }
}
