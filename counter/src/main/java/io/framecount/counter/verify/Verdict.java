package io.framecount.counter.verify;

import io.framecount.counter.combine.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a count's books balance.
 *
 * @param evidence what was found
 * @param problems in one sentence each; none if it holds
 */
public record Verdict(Evidence evidence, List<String> problems) {

  static Verdict of(Audited count, Evidence evidence) {
    List<String> problems = new ArrayList<>();
    evidence.byPartition().forEach((partition, tally) -> checkTally(partition, tally, problems));
    checkWindows(count, evidence, problems);
    checkLetters(count, evidence, problems);
    return new Verdict(evidence, List.copyOf(problems));
  }

  public boolean holds() {
    return problems.isEmpty();
  }

  /** Whether the count went on meanwhile, so that only bounds could be checked. */
  public boolean provisional() {
    return !evidence.still();
  }

  /** Whether the windows hold frames that were not counted, as far as can be told. */
  public boolean surplus() {
    long most = evidence.after().tally().counted();
    return evidence.sizes().stream()
        .anyMatch(
            size ->
                evidence.taken(size) > most || (evidence.still() && evidence.frames(size) > most));
  }

  private static void checkTally(int partition, Tally tally, List<String> problems) {
    if (!tally.conserved()) {
      problems.add(
          text(
              "partition %d: %,d frames were read, but %,d counted and %,d set aside",
              partition, tally.read(), tally.counted(), tally.setAside()));
    }
  }

  /**
   * All that was counted before must be in the windows or on the way there, and no more than was
   * counted after; at rest the two are the same.
   */
  private static void checkWindows(Audited count, Evidence evidence, List<String> problems) {
    long least = evidence.before().tally().counted();
    long most = evidence.after().tally().counted();
    if (evidence.sizes().isEmpty() && least > 0) {
      problems.add(
          text("topic '%s' holds no windows, but %,d frames were counted", count.output(), least));
    }
    for (String size : evidence.sizes()) {
      long taken = evidence.taken(size);
      long frames = evidence.frames(size);
      if (frames < least || taken > most || (evidence.still() && frames != least)) {
        problems.add(
            text(
                "the windows (%s) of topic '%s' hold %,d frames, %,d came late and %,d are not yet merged, but %,d were counted; was the topic, or an offset of group %s or %s, changed by another program?",
                size,
                count.output(),
                evidence.merged().getOrDefault(size, 0L),
                evidence.late().getOrDefault(size, 0L),
                frames - taken,
                frames < least ? least : most,
                count.combiners(),
                count.mergers()));
      }
    }
  }

  private static void checkLetters(Audited count, Evidence evidence, List<String> problems) {
    long least = evidence.before().tally().setAside();
    long most = evidence.after().tally().setAside();
    boolean missing = evidence.allLetters() && evidence.letters() < least;
    if (missing || evidence.letters() > most) {
      problems.add(
          text(
              "topic '%s' holds %,d frames of this count, but %,d were set aside",
              count.deadLetters(), evidence.letters(), missing ? least : most));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
