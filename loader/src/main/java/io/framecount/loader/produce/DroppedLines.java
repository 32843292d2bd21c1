package io.framecount.loader.produce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines that were given up, counted and by input. Not thread-safe. */
final class DroppedLines {
  private final Map<String, LineRanges> byFile = new LinkedHashMap<>();
  private long frames;
  private long letters;

  void add(DroppedRecords.Origin origin) {
    of(origin.file()).add(origin.line());
    if (origin.letter()) {
      letters++;
    } else {
      frames++;
    }
  }

  void addAll(DroppedLines other) {
    other.byFile.forEach((file, lines) -> of(file).addAll(lines));
    frames += other.frames;
    letters += other.letters;
  }

  long frames() {
    return frames;
  }

  long letters() {
    return letters;
  }

  /** As ranges by input, of each no more than so many. */
  Map<String, List<String>> shown(int most) {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    byFile.forEach((file, ranges) -> shown.put(file, ranges.shown(most)));
    return shown;
  }

  private LineRanges of(String file) {
    return byFile.computeIfAbsent(file, name -> new LineRanges());
  }
}
