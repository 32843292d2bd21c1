package io.framecount.counter.view;

import io.framecount.WindowCount;
import java.io.PrintWriter;
import java.util.List;

/** Tab-separated, line feeds only, one header line. */
final class TsvView implements View {
  @Override
  public void print(List<WindowCount> counts, PrintWriter out) {
    out.print("minute\tframes\tunique_users\n");
    for (WindowCount count : counts) {
      out.print(count.getStart() + "\t" + count.getFrames() + "\t" + count.getUniqueUsers() + "\n");
    }
  }
}
