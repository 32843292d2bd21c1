package io.framecount.counter.watch;

import io.framecount.WindowCount;
import io.framecount.common.cli.Sheet.Format;
import io.framecount.counter.view.Columns;
import io.framecount.counter.view.CountsTopic;
import io.framecount.counter.view.PlainJson;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** For programs: each row that changed is a line more, tab-separated or JSON. */
public final class LineDisplay implements Display {
  private static final String HEAD =
      "window\tstart\tgroup\tframes\tunique_users\trevision\tsettled\n";

  private final Columns columns;
  private final boolean json;
  private final PrintWriter out;

  public LineDisplay(Columns columns, Format format, PrintWriter out) {
    this.columns = columns;
    json = format == Format.JSON;
    this.out = out;
    if (!json) {
      out.print(HEAD);
    }
  }

  @Override
  public void show(Map<String, WindowCount> byKey, Set<String> changed) {
    Map<String, WindowCount> news = new HashMap<>(byKey);
    news.keySet().retainAll(changed);
    List<WindowCount> counts = CountsTopic.inOrder(news);
    List<String> labels = columns.labels(counts);
    for (int i = 0; i < counts.size(); i++) {
      out.print((json ? PlainJson.of(counts.get(i)) : tsv(labels.get(i), counts.get(i))) + "\n");
    }
    out.flush();
  }

  private static String tsv(String label, WindowCount count) {
    return String.join(
        "\t",
        label,
        count.getStart().toString(),
        Columns.escape(Objects.requireNonNullElse(count.getGroup(), "")),
        Long.toString(count.getFrames()),
        Long.toString(count.getUniqueUsers()),
        Integer.toString(count.getRevision()),
        Boolean.toString(count.getSettled()));
  }

  @Override
  public void close() {
    out.flush();
  }
}
