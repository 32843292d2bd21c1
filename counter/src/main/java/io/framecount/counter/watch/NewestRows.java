package io.framecount.counter.watch;

import io.framecount.WindowCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses the newest rows that fit, some of each size of windows. */
final class NewestRows {
  private NewestRows() {}

  /**
   * The places of the chosen rows, in the same order.
   *
   * @param labels the windows' sizes, from fine to coarse; within a size from old to new
   * @param room how many rows fit
   */
  static List<Integer> of(List<String> labels, int room) {
    Map<String, List<Integer>> bySize = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      bySize.computeIfAbsent(labels.get(i), label -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> sizes = new ArrayList<>(bySize.values());
    // Coarse windows are few: what they leave is for the finer ones.
    Collections.reverse(sizes);
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      List<Integer> all = sizes.get(i);
      int share = Math.max(0, (room - chosen.size()) / (sizes.size() - i));
      chosen.addAll(all.subList(Math.max(0, all.size() - share), all.size()));
    }
    Collections.sort(chosen);
    return chosen;
  }

  /** Frames of the finest windows, which hold all frames once. */
  static long frames(List<WindowCount> counts, List<String> labels) {
    long frames = 0;
    for (int i = 0; i < counts.size(); i++) {
      frames += labels.get(i).equals(labels.get(0)) ? counts.get(i).getFrames() : 0;
    }
    return frames;
  }
}
