package io.framecount.counter.late;

import io.framecount.counter.partial.GroupName;
import io.framecount.counter.query.StoredWindow;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowKey;
import io.framecount.counter.window.WindowSize;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Windows that frames came for after their state was given up. These frames are in no result until
 * a recount takes them in, so an answer lacks them.
 */
public final class LateWindows {
  private final Set<Late> windows = new HashSet<>();

  /**
   * A window.
   *
   * @param group null if frames are not grouped
   */
  private record Late(WindowSize size, Instant start, String group) {
    Slot slot() {
      return new Slot(size, start);
    }
  }

  private record Slot(WindowSize size, Instant start) {}

  /** Takes the key of a window, such as {@code MINUTE/2016-07-11T13:39:00Z/android}. */
  void add(String key) {
    WindowKey late = new WindowKey(key);
    late.size()
        .ifPresent(
            size ->
                late.start().ifPresent(start -> windows.add(new Late(size, start, late.group()))));
  }

  /**
   * Returns how many windows there are whose late frames an answer lacks: windows that it is made
   * of, and the finest ones where it has none. A window beside which a coarser or finer one was
   * taken does not matter, since each size has its late frames apart.
   *
   * @param group the only one that is asked for; frames of it may be among the others, too
   * @param tiles what the answer is made of
   * @param finest size of the finest windows
   */
  public long lacking(
      TimeRange range, Optional<String> group, List<StoredWindow> tiles, WindowSize finest) {
    NavigableMap<Instant, StoredWindow> byStart = new TreeMap<>();
    tiles.forEach(tile -> byStart.put(tile.span().from(), tile));
    return windows.stream()
        .filter(late -> group.isEmpty() || mayHold(late, group.get()))
        .map(Late::slot)
        .distinct()
        .filter(
            late ->
                tileAt(late.start, byStart)
                    .map(tile -> tile.size().equals(late.size))
                    .orElseGet(() -> late.size.equals(finest) && range.contains(late.start)))
        .count();
  }

  private static Optional<StoredWindow> tileAt(
      Instant instant, NavigableMap<Instant, StoredWindow> byStart) {
    return Optional.ofNullable(byStart.floorEntry(instant))
        .map(Map.Entry::getValue)
        .filter(tile -> tile.span().contains(instant));
  }

  private static boolean mayHold(Late late, String group) {
    return group.equals(late.group) || GroupName.OTHER.equals(late.group);
  }
}
