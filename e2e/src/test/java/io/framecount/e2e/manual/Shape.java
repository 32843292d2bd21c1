package io.framecount.e2e.manual;

import java.util.List;

/** What stays the same on a screen from one run to the next: all but numbers, ids and bars. */
final class Shape {
  private Shape() {}

  /** Of each line that is not blank. */
  static List<String> of(String screen) {
    return screen
        .replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
        .lines()
        .map(Shape::ofLine)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String ofLine(String line) {
    return line
        // Ids of clusters.
        .replaceAll("(?<![\\w-])[\\w-]{22}(?![\\w-])", "ID")
        .replaceAll("[\u2580-\u259f]|(?<=\\[)[ =]+(?=\\])", "")
        .replaceAll("\\d+([.,:]\\d+)*", "0")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
