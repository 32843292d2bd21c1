package io.framecount.counter.run;

import io.framecount.WindowCount;
import io.framecount.counter.partial.GroupName;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.view.RowPrinter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Output of a run: rows to stdout, everything else to stderr. */
public final class RunReport {
  private final PrintWriter out;
  private final PrintWriter err;

  public RunReport(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  public PrintWriter err() {
    return err;
  }

  public void say(String line) {
    err.println(line);
  }

  public void empty(String topic, RowPrinter printer) {
    err.println("topic '%s' is empty".formatted(topic));
    print(List.of(), printer);
  }

  public void print(List<WindowCount> counts, RowPrinter printer) {
    printer.print(counts, out);
    out.flush();
  }

  /** Reports that a window has more groups than get rows of their own. */
  void manyGroups(String window, int most) {
    say(
        String.format(
            Locale.ROOT,
            "window %s has more than %,d groups: the others are counted together as %s, here and in"
                + " any other such window; see --max-groups",
            window,
            most,
            GroupName.OTHER));
  }

  /** Reports the tally of a part of the stream. */
  public void tally(String part, Tally tally) {
    say(
        String.format(
            Locale.ROOT,
            "%s: %,d %s read = %s",
            part,
            tally.read(),
            tally.passedOver().isEmpty() ? "frames" : "records",
            tally.sum()));
    offsets(part, tally.missing().offsets(), "deleted from the topic before counted");
    offsets(part, tally.cutOff().offsets(), "lost by the topic after counted");
  }

  private void offsets(String part, long offsets, String what) {
    if (offsets > 0) {
      say(
          String.format(
              Locale.ROOT,
              "%s: %,d offset%s %s; each may have been a frame",
              part,
              offsets,
              offsets == 1 ? "" : "s",
              what));
    }
  }
}
