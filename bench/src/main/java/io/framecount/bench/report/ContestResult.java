package io.framecount.bench.report;

import java.util.List;
import java.util.Optional;

/**
 * The results of several ways to do the same work.
 *
 * @param baseline name of the entry that all are compared with, or null
 * @param amount amount of work in one run
 * @param unit unit of the amount, such as frames
 */
public record ContestResult(
    String section,
    String title,
    String about,
    String baseline,
    long amount,
    String unit,
    List<Entry> entries)
    implements Result {

  /** Returns the entry with a name, if it ran. */
  public Optional<Entry> ran(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name) && entry.ran()).findFirst();
  }
}
