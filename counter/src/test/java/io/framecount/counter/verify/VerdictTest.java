package io.framecount.counter.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.combine.GroupProgress;
import io.framecount.counter.combine.Tally;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Audited COUNT =
      new Audited("frames", "counts", "partials", "late", "frames-dlq", "combiners", "mergers");
  private static final TopicPartition PARTITION = new TopicPartition("frames", 0);
  private static final Tally BEFORE = new Tally(102, 100, 2);
  private static final Tally AFTER = new Tally(113, 110, 3);

  @Test
  void atRestAllMustBeEqual() {
    assertThat(atRest(100, 0, 2).holds()).isTrue();
    assertThat(atRest(60, 40, 2).holds()).isTrue();
    assertThat(atRest(99, 0, 2).problems())
        .singleElement()
        .asString()
        .startsWith(
            "the windows (minute) of topic 'counts' hold 99 frames, 0 came late and 0 are not yet merged")
        .contains("but 100 were counted");
    assertThat(atRest(60, 41, 2).holds()).isFalse();
    assertThat(atRest(100, 0, 2).provisional()).isFalse();
  }

  @Test
  void whileItGoesOnTheBoundsMustHold() {
    assertThat(moving(100, 0, 2).holds()).isTrue();
    assertThat(moving(110, 0, 3).holds()).isTrue();
    // Merged while it was looked at, and so seen twice.
    assertThat(moving(105, 8, 2).holds()).isTrue();
    assertThat(moving(90, 9, 2).problems()).singleElement().asString().contains("but 100 were");
    assertThat(moving(111, 0, 2).problems()).singleElement().asString().contains("but 110 were");
    assertThat(moving(100, 0, 2).provisional()).isTrue();
  }

  @Test
  void eachPartitionMustBeConserved() {
    Tally lossy = new Tally(103, 100, 2);
    assertThat(Verdict.of(COUNT, evidence(lossy, lossy, 100, 0, 2, true)).problems())
        .containsExactly("partition 0: 103 frames were read, but 100 counted and 2 set aside");
  }

  @Test
  void deadLettersMustBeThereUnlessSomeAreDeleted() {
    assertThat(atRest(100, 0, 1).problems())
        .containsExactly("topic 'frames-dlq' holds 1 frames of this count, but 2 were set aside");
    assertThat(atRest(100, 0, 3).holds()).isFalse();
    assertThat(moving(100, 0, 3).holds()).isTrue();
    assertThat(moving(100, 0, 4).holds()).isFalse();
    assertThat(Verdict.of(COUNT, evidence(BEFORE, BEFORE, 100, 0, 1, false)).holds()).isTrue();
    assertThat(Verdict.of(COUNT, evidence(BEFORE, BEFORE, 100, 0, 3, false)).holds()).isFalse();
  }

  @Test
  void lateFramesAreCountedToo() {
    assertThat(Verdict.of(COUNT, late(90, 10)).holds()).isTrue();
    assertThat(Verdict.of(COUNT, late(90, 9)).problems())
        .singleElement()
        .asString()
        .contains("hold 90 frames, 9 came late and 0 are");
  }

  private static Evidence late(long merged, long late) {
    return new Evidence(
        progress(BEFORE),
        progress(BEFORE),
        true,
        1,
        Map.of(PARTITION, 0L),
        3,
        Map.of("minute", merged),
        Map.of(),
        Map.of("minute", late),
        2,
        true);
  }

  @Test
  void anEmptyOutputHoldsNothing() {
    Evidence empty =
        new Evidence(
            progress(BEFORE),
            progress(BEFORE),
            true,
            0,
            Map.of(),
            0,
            Map.of(),
            Map.of(),
            Map.of(),
            2,
            true);
    assertThat(Verdict.of(COUNT, empty).problems())
        .containsExactly("topic 'counts' holds no windows, but 100 frames were counted");
  }

  private static Verdict atRest(long merged, long unmerged, long letters) {
    return Verdict.of(COUNT, evidence(BEFORE, BEFORE, merged, unmerged, letters, true));
  }

  private static Verdict moving(long merged, long unmerged, long letters) {
    return Verdict.of(COUNT, evidence(BEFORE, AFTER, merged, unmerged, letters, true));
  }

  private static Evidence evidence(
      Tally before, Tally after, long merged, long unmerged, long letters, boolean allLetters) {
    return new Evidence(
        progress(before),
        progress(after),
        before.equals(after),
        1,
        Map.of(PARTITION, 0L),
        3,
        Map.of("minute", merged),
        Map.of("minute", unmerged),
        Map.of(),
        letters,
        allLetters);
  }

  private static GroupProgress progress(Tally tally) {
    return new GroupProgress(Map.of(PARTITION, tally.read()), Map.of(PARTITION, tally));
  }
}
