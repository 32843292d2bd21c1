package io.framecount.bench.count;

import io.framecount.bench.contest.Work.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Frames and unique users of each minute, by the minute's number since 1970.
 *
 * <p>Exact counts are computed from a sequence of frames in the most naive way, so that they share
 * no code with the counts under test.
 */
public record MinuteCounts(Map<Long, Count> minutes) {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** The count of one minute. */
  record Count(long frames, long users) {}

  /** Returns the exact counts of a sequence. */
  public static MinuteCounts of(FrameSequence frames) {
    Map<Long, long[]> totals = new TreeMap<>();
    Map<Long, BitSet> users = new TreeMap<>();
    frames.forEach(
        (user, millis) -> {
          long minute = millis / 60_000;
          totals.computeIfAbsent(minute, m -> new long[1])[0]++;
          users.computeIfAbsent(minute, m -> new BitSet()).set(user);
        });
    Map<Long, Count> minutes = new TreeMap<>();
    totals.forEach((m, total) -> minutes.put(m, new Count(total[0], users.get(m).cardinality())));
    return new MinuteCounts(minutes);
  }

  /** Reads printed counts: minute, frames and unique users, separated by tabs; a later row wins. */
  public static MinuteCounts parse(Path tsv) throws IOException {
    Map<Long, Count> minutes = new TreeMap<>();
    for (String line : Files.readAllLines(tsv)) {
      String[] cells = line.split("\t", -1);
      if (cells.length >= 3 && NUMBER.matcher(cells[1]).matches()) {
        minutes.put(
            minute(cells[0]), new Count(Long.parseLong(cells[1]), Long.parseLong(cells[2])));
      }
    }
    return new MinuteCounts(minutes);
  }

  /**
   * Compares these counts with exact ones.
   *
   * @param tolerance allowed relative error of users, such as 0.04 for 4%
   */
  public Verdict compare(MinuteCounts exact, double tolerance) {
    long wrongFrames =
        exact.minutes.entrySet().stream()
            .filter(e -> count(e.getKey()).frames() != e.getValue().frames())
            .count();
    double error =
        exact.minutes.entrySet().stream()
            .mapToDouble(e -> error(count(e.getKey()), e.getValue()))
            .max()
            .orElse(0);
    boolean right =
        wrongFrames == 0 && error <= tolerance && minutes.size() == exact.minutes.size();
    return new Verdict(words(exact, wrongFrames, error), right);
  }

  private String words(MinuteCounts exact, long wrongFrames, double error) {
    long frames = minutes.values().stream().mapToLong(Count::frames).sum();
    String users = error == 0 ? "users exact" : "users within %.2f%%".formatted(error * 100);
    String wrong =
        wrongFrames == 0
            ? ""
            : ", frames wrong in %d of %d minutes".formatted(wrongFrames, exact.minutes.size());
    return "%,d frames in %,d minutes, %s%s".formatted(frames, minutes.size(), users, wrong);
  }

  private Count count(long minute) {
    return minutes.getOrDefault(minute, new Count(0, 0));
  }

  private static double error(Count ours, Count exact) {
    return Math.abs(ours.users() - exact.users()) / (double) Math.max(1, exact.users());
  }

  /** Reads 2016-07-11T13:39Z, 2016-07-11 13:39, or seconds or milliseconds since 1970. */
  private static long minute(String text) {
    if (NUMBER.matcher(text).matches()) {
      long number = Long.parseLong(text);
      return number > 100_000_000_000L ? number / 60_000 : number / 60;
    }
    String local = text.replace(' ', 'T').substring(0, 16);
    Instant instant = LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
    return instant.getEpochSecond() / 60;
  }
}
