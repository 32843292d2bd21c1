package io.framecount.loader.produce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of line numbers of one input, kept as ranges. Not thread-safe. */
final class LineRanges {
  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  void add(long line) {
    add(line, line);
  }

  void addAll(LineRanges other) {
    other.lastByFirst.forEach(this::add);
  }

  private void add(long first, long last) {
    Map.Entry<Long, Long> before = lastByFirst.floorEntry(first);
    boolean joins = before != null && before.getValue() >= first - 1;
    long from = joins ? before.getKey() : first;
    long to = joins ? Math.max(last, before.getValue()) : last;
    Map.Entry<Long, Long> next = lastByFirst.higherEntry(from);
    while (next != null && next.getKey() <= to + 1) {
      to = Math.max(to, next.getValue());
      lastByFirst.remove(next.getKey());
      next = lastByFirst.higherEntry(from);
    }
    lastByFirst.put(from, to);
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
