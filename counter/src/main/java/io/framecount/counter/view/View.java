package io.framecount.counter.view;

import io.framecount.WindowCount;
import java.io.PrintWriter;
import java.util.List;

/** A way to print results. */
public interface View {
  /** Prints the results in the order given. */
  void print(List<WindowCount> counts, PrintWriter out);
}
