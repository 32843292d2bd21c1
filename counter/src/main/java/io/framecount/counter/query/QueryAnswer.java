package io.framecount.counter.query;

import io.framecount.common.cli.Sheet;
import io.framecount.common.cli.Sheet.Cell;
import io.framecount.counter.unique.Estimate;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Frames and users of one range, or of two and their common users; printed as a sheet. */
public final class QueryAnswer {
  private final Sheet sheet =
      new Sheet(
          "part",
          "from",
          "to",
          "frames",
          "unique_users",
          "exact",
          "lower_bound",
          "upper_bound",
          "windows");

  /** Frames and users of a range, and of how many windows of which size they were put together. */
  void add(String part, TimeRange range, List<StoredWindow> windows, Estimate users) {
    long frames = windows.stream().mapToLong(StoredWindow::frames).sum();
    add(
        Cell.of(part),
        Cell.of(range.from().toString()),
        Cell.of(range.to().toString()),
        Cell.of(frames),
        Cell.of(sizes(windows)),
        users.atMost(frames));
  }

  /** The users that are in both ranges. */
  void addCommon(String part, Estimate users) {
    add(Cell.of(part), Cell.none(), Cell.none(), Cell.none(), Cell.none(), users);
  }

  public Sheet sheet() {
    return sheet;
  }

  private void add(Cell part, Cell from, Cell to, Cell frames, Cell windows, Estimate users) {
    String mark = users.exact() ? "" : "~";
    sheet.add(
        part,
        from,
        to,
        frames,
        new Cell(users.count(), mark + String.format(Locale.ROOT, "%,d", users.count())),
        new Cell(users.exact(), users.exact() ? "yes" : "no"),
        bound(users.lower()),
        bound(users.upper()),
        windows);
  }

  private static Cell bound(double bound) {
    return new Cell(
        bound, Double.isInfinite(bound) ? "none" : String.format(Locale.ROOT, "%,.0f", bound));
  }

  /** Returns text such as {@code 5 day + 14 hour + 90 minute}. */
  private static String sizes(List<StoredWindow> windows) {
    TreeMap<WindowSize, Long> counts =
        windows.stream()
            .collect(
                Collectors.groupingBy(
                    StoredWindow::size,
                    () -> new TreeMap<>(Comparator.<WindowSize>reverseOrder()),
                    Collectors.counting()));
    List<String> texts = new ArrayList<>();
    counts.forEach((size, count) -> texts.add(count + " " + size.text()));
    return String.join(" + ", texts);
  }
}
