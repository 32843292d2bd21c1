package io.framecount.bench.report;

import java.util.List;
import java.util.Optional;

/**
 * Several ways to do the same work.
 *
 * @param baseline name of the entry that all are compared with, or null
 * @param amount how much work one run is
 * @param unit of the amount, such as frames
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

  /** The entry of a name, if it ran. */
  public Optional<Entry> ran(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name) && entry.ran()).findFirst();
  }
}
