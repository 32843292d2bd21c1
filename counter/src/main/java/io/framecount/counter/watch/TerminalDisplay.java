package io.framecount.counter.watch;

import io.framecount.WindowCount;
import io.framecount.counter.view.Columns;
import io.framecount.counter.view.CountsTopic;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A line about the whole count, and the newest windows below it, redrawn in place. */
public final class TerminalDisplay implements Display {
  private final String topic;
  private final Columns columns;
  private final WatchTable table;
  private final Screen screen;
  private long framesBefore = -1;
  private long drawnAt;

  public TerminalDisplay(String topic, Columns columns, PrintWriter out) {
    this.topic = topic;
    this.columns = columns;
    table = new WatchTable(columns, AnsiStyle.of(System.getenv("NO_COLOR")));
    screen = new Screen(out);
  }

  @Override
  public void show(Map<String, WindowCount> byKey, Set<String> changed) {
    TerminalSize size = TerminalSize.now();
    List<WindowCount> counts = CountsTopic.inOrder(byKey);
    List<String> lines = new ArrayList<>();
    String title = title(counts);
    lines.add(title.substring(0, Math.min(title.length(), size.columns())));
    // Below all lines, the cursor has one of its own.
    TerminalSize room = new TerminalSize(size.columns(), size.rows() - 2);
    lines.addAll(table.lines(counts, WatchTable.among(byKey, changed), room));
    screen.draw(lines, size);
  }

  private String title(List<WindowCount> counts) {
    long now = System.nanoTime();
    long frames = NewestRows.frames(counts, columns.labels(counts));
    long rate =
        framesBefore < 0 ? 0 : Math.round((frames - framesBefore) / ((now - drawnAt) / 1e9));
    framesBefore = frames;
    drawnAt = now;
    return "%s: %s frames, %s per second, at %s; Ctrl-C ends"
        .formatted(
            topic,
            WatchTable.number(frames),
            WatchTable.number(Math.max(0, rate)),
            LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public void close() {
    screen.close();
  }
}
