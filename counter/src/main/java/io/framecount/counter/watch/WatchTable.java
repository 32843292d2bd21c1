package io.framecount.counter.watch;

import io.framecount.WindowCount;
import io.framecount.common.cli.Bar;
import io.framecount.common.cli.Printable;
import io.framecount.counter.view.Columns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The newest rows as lines that fit a terminal: with a bar of the frames in each, how often it was
 * corrected, and whether it is settled. What has just changed stands out.
 */
final class WatchTable {
  private static final int LONGEST_BAR = 60;
  private static final int LEAST_BAR = 4;
  private static final String GAP = "  ";
  private static final List<String> MORE = List.of("frames", "unique users", "revision", "state");

  private final Columns columns;
  private final AnsiStyle style;

  WatchTable(Columns columns, AnsiStyle style) {
    this.columns = columns;
    this.style = style;
  }

  /**
   * Returns the lines, with a heading.
   *
   * @param all the rows in order
   * @param changed the rows that have just changed
   * @param room the lines and columns of the terminal
   */
  List<String> lines(List<WindowCount> all, Set<WindowCount> changed, TerminalSize room) {
    List<String> head = Printable.all(columns.names(all));
    int firstNumber = head.size();
    head.addAll(MORE);
    List<Row> rows = rows(all, changed, room.rows() - 1);
    int[] widths = widths(head, rows);
    Map<String, Long> most = new HashMap<>();
    rows.forEach(row -> most.merge(row.label, row.count.getFrames(), Math::max));
    List<String> lines = new ArrayList<>();
    lines.add(cut(line(head, widths, firstNumber), room));
    for (Row row : rows) {
      String text = line(row.cells, widths, firstNumber);
      int free = Math.min(LONGEST_BAR, room.columns() - text.length() - GAP.length());
      String bar =
          free < LEAST_BAR ? "" : GAP + Bar.of(row.count.getFrames(), most.get(row.label), free);
      lines.add(inked(cut(text + bar, room), row.count, changed.contains(row.count)));
    }
    return lines;
  }

  /**
   * A row to show.
   *
   * @param label its window's size
   */
  private record Row(WindowCount count, String label, List<String> cells) {}

  private List<Row> rows(List<WindowCount> all, Set<WindowCount> changed, int most) {
    List<String> labels = columns.labels(all);
    List<List<String>> named = columns.cells(all);
    List<Row> rows = new ArrayList<>();
    for (int place : NewestRows.of(labels, most)) {
      WindowCount count = all.get(place);
      List<String> cells = Printable.all(named.get(place));
      cells.addAll(figures(count, changed.contains(count)));
      rows.add(new Row(count, labels.get(place), cells));
    }
    return rows;
  }

  private static List<String> figures(WindowCount count, boolean changed) {
    String state = count.getSettled() ? "settled" : changed ? "changed" : "open";
    return List.of(
        number(count.getFrames()),
        (count.getExact() ? "" : "~") + number(count.getUniqueUsers()),
        number(count.getRevision()),
        state);
  }

  private String inked(String line, WindowCount count, boolean changed) {
    if (changed) {
      return style.strong(line);
    }
    return count.getSettled() ? style.faint(line) : line;
  }

  private static int[] widths(List<String> head, List<Row> rows) {
    int[] widths = head.stream().mapToInt(String::length).toArray();
    for (Row row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.cells.get(i).length());
      }
    }
    return widths;
  }

  /** Words to the left, the three numbers after them to the right, the state to the left. */
  private static String line(List<String> cells, int[] widths, int firstNumber) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      boolean number = i >= firstNumber && i < cells.size() - 1;
      line.append(i == 0 ? "" : GAP);
      line.append(("%" + (number ? "" : "-") + widths[i] + "s").formatted(cells.get(i)));
    }
    return line.toString();
  }

  private static String cut(String line, TerminalSize room) {
    String text = line.stripTrailing();
    return text.length() <= room.columns() ? text : text.substring(0, room.columns());
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** The rows of these keys, compared by identity, because two windows may have equal counts. */
  static Set<WindowCount> among(Map<String, WindowCount> byKey, Set<String> keys) {
    Set<WindowCount> counts = Collections.newSetFromMap(new IdentityHashMap<>());
    keys.forEach(key -> counts.add(byKey.get(key)));
    return counts;
  }
}
