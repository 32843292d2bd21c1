package io.framecount.counter.view;

import io.framecount.WindowCount;
import io.framecount.counter.window.WindowLabels;
import io.framecount.counter.window.WindowSize;
import io.framecount.counter.window.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The columns with the window and group of a row: the minute, or size and start if there are other
 * windows than minutes, then the field that frames are grouped by.
 *
 * @param windows the windows of the count, if known; else the rows tell
 * @param group the name of the column of groups, if known; else {@code group} if there are groups
 */
public record Columns(Optional<Windows> windows, Optional<String> group) {
  /** When nothing is known but the rows. */
  public static final Columns UNKNOWN = new Columns(Optional.empty(), Optional.empty());

  /** Returns what each row is of, in order: {@code minute}, {@code 15m}, {@code day}. */
  public List<String> labels(List<WindowCount> counts) {
    return windows
        .map(known -> WindowLabels.of(counts, known))
        .orElseGet(() -> WindowLabels.of(counts));
  }

  /** The headings. */
  public List<String> names(List<WindowCount> counts) {
    List<String> names = new ArrayList<>();
    names.addAll(minutesOnly(counts) ? List.of("minute") : List.of("window", "start"));
    groupName(counts).ifPresent(names::add);
    return names;
  }

  /**
   * Returns what stands below the headings, a list a row. For people, show it as {@link Printable}
   * text.
   */
  public List<List<String>> cells(List<WindowCount> counts) {
    boolean minutes = minutesOnly(counts);
    boolean grouped = groupName(counts).isPresent();
    List<String> labels = labels(counts);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      List<String> row = new ArrayList<>();
      if (!minutes) {
        row.add(labels.get(i));
      }
      row.add(counts.get(i).getStart().toString());
      if (grouped) {
        row.add(escape(Objects.requireNonNullElse(counts.get(i).getGroup(), "")));
      }
      rows.add(row);
    }
    return rows;
  }

  private boolean minutesOnly(List<WindowCount> counts) {
    String minute = WindowSize.MINUTE.text();
    return windows
        .map(known -> known.text().equals(minute))
        .orElseGet(() -> labels(counts).stream().allMatch(minute::equals));
  }

  private Optional<String> groupName(List<WindowCount> counts) {
    return group.or(
        () ->
            counts.stream().anyMatch(count -> count.getGroup() != null)
                ? Optional.of("group")
                : Optional.empty());
  }

  /** Keeps a value in its line and column, so that a program can read it back. */
  public static String escape(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
