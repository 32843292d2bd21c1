package io.framecount.loader.schema.guess;

import io.framecount.loader.schema.guess.Guess.Doubt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Doubts by place, in the order in which they were found. Not thread-safe. */
final class Doubts {
  private final Map<String, List<String>> reasons = new LinkedHashMap<>();

  /**
   * @param path empty for the frame itself
   */
  void add(String path, String reason) {
    reasons.computeIfAbsent(path, unused -> new ArrayList<>()).add(reason);
  }

  /** Forgets what lies inside a place. */
  void dropBelow(String path) {
    reasons.keySet().removeIf(other -> isBelow(other, path));
  }

  private static boolean isBelow(String other, String path) {
    return other.length() > path.length()
        && other.startsWith(path)
        && ".[{".indexOf(other.charAt(path.length())) >= 0;
  }

  /** One for each place. */
  List<Doubt> toList() {
    return reasons.entrySet().stream()
        .map(
            place ->
                new Doubt(
                    place.getKey().isEmpty() ? "(the frame)" : place.getKey(),
                    String.join("; ", place.getValue())))
        .toList();
  }
}
