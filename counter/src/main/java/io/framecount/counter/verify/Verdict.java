package io.framecount.counter.verify;

import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The judgement on a count's sums: whether all frames that were read are accounted for.
 *
 * @param source topic of the frames
 * @param evidence of the sums
 * @param problems in one sentence each
 * @param hidden by partition, the number of offsets behind a transaction that is still open, whose
 *     records can't be read
 */
public record Verdict(
    String source, Evidence evidence, List<String> problems, Map<TopicPartition, Long> hidden) {

  /** Judges a count whose source hides nothing. */
  static Verdict of(CountNames count, Evidence evidence) {
    List<String> problems = new ArrayList<>();
    evidence.byPartition().forEach((partition, tally) -> checkTally(partition, tally, problems));
    checkSource(count, evidence, problems);
    checkWindows(count, evidence, problems);
    checkDeadLetters(count, evidence, problems);
    return new Verdict(count.source(), evidence, List.copyOf(problems), Map.of());
  }

  /**
   * Returns this verdict for a source that open transactions hide in part.
   *
   * @param offsets by partition, the number of hidden offsets
   */
  public Verdict hiding(Map<TopicPartition, Long> offsets) {
    return new Verdict(source, evidence, problems, Map.copyOf(offsets));
  }

  public boolean holds() {
    return kind() == Kind.HOLDS;
  }

  /** The kinds of verdict. */
  public enum Kind {
    /** The sums agree. */
    HOLDS,
    /** The sums differ. */
    FAILS,
    /** The sums agree as far as the source can be read. */
    UNKNOWN
  }

  public Kind kind() {
    if (!problems.isEmpty()) {
      return Kind.FAILS;
    }
    return hidden.isEmpty() ? Kind.HOLDS : Kind.UNKNOWN;
  }

  /** Offsets that lie behind open transactions. */
  long hiddenSum() {
    return hidden.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Frames that can be read and are not counted yet, and markers of transactions among them. */
  public long lag() {
    return evidence.lagSum();
  }

  /**
   * Returns whether only bounds could be checked, because the count continued during the look, or
   * because a running counter may have read records that are deleted by now.
   */
  public boolean provisional() {
    return !evidence.still() || (evidence.members() > 0 && !evidence.deleted().isEmpty());
  }

  /** Returns the limits of the verdict, in one sentence each. */
  public List<String> limits() {
    List<String> limits = new ArrayList<>();
    evidence.before().beginning(source).ifPresent(limits::add);
    if (evidence.source().compacted()) {
      limits.add(
          "topic '%s' is compacted: Kafka deletes frames for newer ones of the same key, and which of them were not counted before can't be told"
              .formatted(source));
    }
    return limits;
  }

  /** Records of other types that the count did nothing with. */
  public long passedOver() {
    return evidence.tally().others();
  }

  /** Returns whether the windows hold frames that were not counted, as far as can be told. */
  public boolean surplus() {
    long most = evidence.after().tally().counted();
    return evidence.sizes().stream()
        .anyMatch(
            size ->
                evidence.taken(size) > most || (evidence.still() && evidence.frames(size) > most));
  }

  /** Returns whether the windows lack frames that were counted and are not on the way there. */
  public boolean shortage() {
    long least = evidence.before().tally().counted();
    return evidence.sizes().isEmpty()
        ? least > 0
        : evidence.sizes().stream().anyMatch(size -> evidence.frames(size) < least);
  }

  private static void checkTally(int partition, Tally tally, List<String> problems) {
    if (!tally.conserved()) {
      problems.add(
          text(
              "partition %d: %,d frames were read, but %,d counted and %,d set aside%s",
              partition,
              tally.read(),
              tally.counted(),
              tally.setAside(),
              tally.passedOver().isEmpty() ? "" : " and " + tally.othersText()));
    }
  }

  /** Each offset of the topic must have been there when it was to be counted, and stay. */
  private static void checkSource(CountNames count, Evidence evidence, List<String> problems) {
    String source = count.source();
    if (evidence.madeAgain()) {
      problems.add(
          "topic '%s' was deleted and made again after it was counted into topic '%s'"
              .formatted(source, count.output()));
      return;
    }
    problems.addAll(evidence.before().losses(source));
    evidence.deleted().forEach((at, gap) -> problems.add(gap.deleted(source, at.partition())));
    evidence.beyond().forEach((at, gap) -> problems.add(gap.lost(source, at.partition())));
  }

  /**
   * The windows and the unmerged partials must hold at least the frames counted before the look,
   * and at most those counted after it. At rest the two numbers are equal.
   */
  private static void checkWindows(CountNames count, Evidence evidence, List<String> problems) {
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
                "the windows (%s) of topic '%s' hold %,d frames, %,d came late and %,d are not yet"
                    + " merged, but %,d were counted; was the topic, or an offset of group %s or"
                    + " %s, changed by another program?",
                size,
                count.output(),
                evidence.merged().getOrDefault(size, 0L),
                evidence.late().getOrDefault(size, 0L),
                frames - taken,
                frames < least ? least : most,
                count.combinerGroup(),
                count.application()));
      }
    }
  }

  private static void checkDeadLetters(CountNames count, Evidence evidence, List<String> problems) {
    long least = evidence.before().tally().setAside();
    long most = evidence.after().tally().setAside();
    boolean missing = evidence.allDeadLetters() && evidence.deadLetters() < least;
    if (missing || evidence.deadLetters() > most) {
      problems.add(
          text(
              "topic '%s' holds %,d frames of this count, but %,d were set aside",
              count.deadLetters(), evidence.deadLetters(), missing ? least : most));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
