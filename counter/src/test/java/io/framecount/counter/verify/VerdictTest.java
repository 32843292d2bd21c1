package io.framecount.counter.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.GroupProgress;
import io.framecount.counter.progress.Origin;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.progress.Tally.Gap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final CountNames COUNT = new CountNames("frames", "counts");
  private static final TopicPartition PARTITION = new TopicPartition("frames", 0);
  private static final Uuid TOPIC = new Uuid(1, 2);
  private static final Evidence.Source WHOLE = source(TOPIC, 0, 200);
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
            "the windows (minute) of topic 'counts' hold 99 frames, 0 came late and 0 are not yet"
                + " merged")
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
        true,
        WHOLE);
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
            true,
            WHOLE);
    assertThat(Verdict.of(COUNT, empty).problems())
        .containsExactly("topic 'counts' holds no windows, but 100 frames were counted");
  }

  @Test
  void nothingMayBeDeletedBeforeItIsCounted() {
    assertThat(over(progress(BEFORE), source(TOPIC, 102, 200)).holds()).isTrue();
    Verdict verdict = over(progress(BEFORE), source(TOPIC, 110, 200));
    assertThat(verdict.problems())
        .containsExactly(
            "partition 0: offsets 102 to 109 of topic 'frames' were deleted before they were"
                + " counted");
    assertThat(verdict.evidence().missing(0)).isEqualTo(8);
    // A counter at work may have read them, and is about to commit that: it is looked at again.
    assertThat(verdict.provisional()).isTrue();
  }

  @Test
  void whatCountersNotedAsMissingStaysMissing() {
    Tally tally = new Tally(102, 100, 2, new Gap(59, 101, 159), new Gap(3, 7, 9));
    Verdict verdict = over(progress(tally), WHOLE);
    assertThat(verdict.problems())
        .containsExactly(
            "partition 0: offsets 101 to 159 of topic 'frames' were deleted before they were"
                + " counted",
            "partition 0: topic 'frames' has lost offsets 7 to 9 after they were counted (did a"
                + " broker that was behind become leader?)");
    assertThat(verdict.evidence().missingSum()).isEqualTo(59);
  }

  @Test
  void theTopicMustReachAsFarAsItIsCounted() {
    assertThat(over(progress(BEFORE), source(TOPIC, 0, 100)).problems())
        .singleElement()
        .asString()
        .startsWith("partition 0: topic 'frames' has lost offsets 100 to 101 after they were");
  }

  @Test
  void itMustBeTheSameTopic() {
    assertThat(over(progress(BEFORE), source(new Uuid(5, 6), 0, 10)).problems())
        .containsExactly(
            "topic 'frames' was deleted and made again after it was counted into topic 'counts'");
  }

  @Test
  void saysWhatItDoesNotClaim() {
    GroupProgress later =
        new GroupProgress(
            Map.of(PARTITION, 160L),
            Map.of(PARTITION, BEFORE),
            Map.of(PARTITION, new Origin(TOPIC, 60)));
    assertThat(over(later, WHOLE).problems()).isEmpty();
    assertThat(over(later, WHOLE).limits())
        .containsExactly(
            "topic 'frames' is counted from offset 60 of partition 0 on; what lay before was"
                + " deleted before this count began");
    var compacted =
        new Evidence.Source(TOPIC, true, Map.of(PARTITION, 0L), Map.of(PARTITION, 200L));
    assertThat(over(progress(BEFORE), compacted).limits())
        .singleElement()
        .asString()
        .startsWith("topic 'frames' is compacted: ");
  }

  private static Evidence.Source source(Uuid topic, long first, long end) {
    return new Evidence.Source(topic, false, Map.of(PARTITION, first), Map.of(PARTITION, end));
  }

  private static Verdict over(GroupProgress progress, Evidence.Source source) {
    return Verdict.of(
        COUNT,
        new Evidence(
            progress,
            progress,
            true,
            1,
            Map.of(PARTITION, 0L),
            3,
            Map.of("minute", 100L),
            Map.of(),
            Map.of(),
            2,
            true,
            source));
  }

  private static Verdict atRest(long merged, long unmerged, long letters) {
    return Verdict.of(COUNT, evidence(BEFORE, BEFORE, merged, unmerged, letters, true));
  }

  private static Verdict moving(long merged, long unmerged, long letters) {
    return Verdict.of(COUNT, evidence(BEFORE, AFTER, merged, unmerged, letters, true));
  }

  private static Evidence evidence(
      Tally before, Tally after, long merged, long unmerged, long letters, boolean allDeadLetters) {
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
        allDeadLetters,
        WHOLE);
  }

  private static GroupProgress progress(Tally tally) {
    return new GroupProgress(
        Map.of(PARTITION, tally.read()),
        Map.of(PARTITION, tally),
        Map.of(PARTITION, new Origin(TOPIC, 0)));
  }
}
