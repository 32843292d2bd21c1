package io.framecount.e2e.manual;

import java.util.List;

/** The parts of a screen that stay the same in each run: all but numbers, ids and bars. */
final class Shape {
  private Shape() {}

  /** Returns the shape of each line that is not blank. */
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
