package io.framecount.loader.produce;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines that were given up because Kafka did not take them in time. Thread-safe. */
public final class Drops {
  private static final int RANGES_SHOWN = 20;

  private final Duration patience;
  private final Map<String, LineRanges> byFile = new LinkedHashMap<>();
  private long frames;
  private long letters;

  /**
   * None yet.
   *
   * @param patience how long a record is tried
   */
  public Drops(Duration patience) {
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }

  synchronized void add(Origin origin) {
    byFile.computeIfAbsent(origin.file(), file -> new LineRanges()).add(origin.line());
    if (origin.letter()) {
      letters++;
    } else {
      frames++;
    }
  }

  /** Frames given up. */
  public synchronized long frames() {
    return frames;
  }

  /** Dead letters given up. */
  public synchronized long letters() {
    return letters;
  }

  /** All lines given up. */
  public synchronized long lines() {
    return frames + letters;
  }

  /** Which lines, as ranges by input; a long list is cut short. */
  public synchronized Map<String, List<String>> ranges() {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    byFile.forEach((file, ranges) -> shown.put(file, ranges.shown(RANGES_SHOWN)));
    return shown;
  }

  /**
   * Where a record is from.
   *
   * @param letter whether it is a dead letter
   */
  record Origin(String file, long line, boolean letter) {}
}
