package io.framecount.bench.soak;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The expected result: a set of users for each window and group. Used by one thread at a time. */
final class Oracle {
  /** The windows of the soak, as options and as java.time name them. */
  private static final Map<String, ChronoUnit> WINDOWS =
      Map.of("minute", ChronoUnit.MINUTES, "hour", ChronoUnit.HOURS, "day", ChronoUnit.DAYS);

  private final Map<String, Cell> cells = new HashMap<>();
  private long frames;
  private long unreadable;

  private static final class Cell {
    private long frames;
    private final Set<String> users = new HashSet<>();
  }

  /** Returns the value of {@code --windows}. */
  static String windows() {
    return String.join(",", WINDOWS.keySet());
  }

  void add(List<Visit> visits) {
    frames += visits.size();
    visits.forEach(visit -> WINDOWS.forEach((name, unit) -> add(visit, name, unit)));
  }

  private void add(Visit visit, String window, ChronoUnit unit) {
    Instant start = visit.time().truncatedTo(unit);
    String country = visit.country() == null ? "(none)" : visit.country();
    Cell cell =
        cells.computeIfAbsent(
            String.join("\t", window, start.toString(), country), k -> new Cell());
    cell.frames++;
    cell.users.add(visit.user());
  }

  /** Counts an unreadable record. */
  void addUnreadable() {
    unreadable++;
  }

  /** Returns the expected number of frames. */
  long frames() {
    return frames;
  }

  /** Returns the expected number of records set aside. */
  long unreadable() {
    return unreadable;
  }

  /** Returns the expected lines of {@code --format tsv} below the heading. */
  Set<String> rows() {
    Set<String> rows = new HashSet<>();
    cells.forEach((key, cell) -> rows.add(key + "\t" + cell.frames + "\t" + cell.users.size()));
    return rows;
  }
}
