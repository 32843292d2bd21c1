package io.framecount.loader.produce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of line numbers of one input, kept as ranges. Not thread-safe. */
final class LineRanges {
  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  void add(long line) {
    Map.Entry<Long, Long> before = lastByFirst.floorEntry(line);
    if (before != null && before.getValue() >= line) {
      return;
    }
    long first = before != null && before.getValue() == line - 1 ? before.getKey() : line;
    Long joined = lastByFirst.remove(line + 1);
    lastByFirst.put(first, joined == null ? line : joined);
  }

  /** The first ranges, such as {@code 7} or {@code 10-99}, and an ellipsis if there are more. */
  List<String> shown(int most) {
    List<String> shown = new ArrayList<>();
    lastByFirst.forEach(
        (first, last) -> {
          if (shown.size() < most) {
            shown.add(first.equals(last) ? Long.toString(first) : first + "-" + last);
          }
        });
    if (lastByFirst.size() > most) {
      shown.add("…");
    }
    return shown;
  }
}
