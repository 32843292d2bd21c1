package io.framecount.loader.produce;

import io.framecount.common.input.SinceCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines that were dropped because Kafka did not take them in time. A rollback forgets the drops
 * since the last commit, together with everything sent since. Thread-safe.
 */
public final class DroppedRecords implements SinceCommit {
  private static final int RANGES_SHOWN = 20;

  private final Duration patience;
  private final Lines kept = new Lines();
  private Lines sinceCommit = new Lines();

  /**
   * @param patience how long the client tries to deliver a record before it is dropped
   */
  public DroppedRecords(Duration patience) {
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }

  synchronized void add(Origin origin) {
    sinceCommit.add(origin);
  }

  @Override
  public synchronized void committed() {
    kept.addAll(sinceCommit);
    sinceCommit = new Lines();
  }

  @Override
  public synchronized void rollBack() {
    sinceCommit = new Lines();
  }

  /** Frames given up. */
  public synchronized long frames() {
    return kept.frames + sinceCommit.frames;
  }

  /** Dead letters given up. */
  public synchronized long letters() {
    return kept.letters + sinceCommit.letters;
  }

  /** All lines given up. */
  public synchronized long lines() {
    return frames() + letters();
  }

  /** Returns the lines given up, as ranges by input; a long list is cut short. */
  public synchronized Map<String, List<String>> ranges() {
    Lines all = new Lines();
    all.addAll(kept);
    all.addAll(sinceCommit);
    Map<String, List<String>> shown = new LinkedHashMap<>();
    all.byFile.forEach((file, ranges) -> shown.put(file, ranges.shown(RANGES_SHOWN)));
    return shown;
  }

  /**
   * The origin of a record.
   *
   * @param letter whether it is a dead letter
   */
  record Origin(String file, long line, boolean letter) {}

  /** Lines by input, counted. Not thread-safe. */
  private static final class Lines {
    private final Map<String, LineRanges> byFile = new LinkedHashMap<>();
    private long frames;
    private long letters;

    void add(Origin origin) {
      of(origin.file()).add(origin.line());
      if (origin.letter()) {
        letters++;
      } else {
        frames++;
      }
    }

    void addAll(Lines other) {
      other.byFile.forEach((file, lines) -> of(file).addAll(lines));
      frames += other.frames;
      letters += other.letters;
    }

    private LineRanges of(String file) {
      return byFile.computeIfAbsent(file, name -> new LineRanges());
    }
  }

  /** A set of line numbers of one input, kept as ranges. Not thread-safe. */
  static final class LineRanges {
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
}
