package io.framecount.counter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.progress.Tally.Gap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {
  @Test
  void travelsAsShortText() {
    Tally tally = new Tally(1_000_000_000_005L, 1_000_000_000_000L, 5);
    assertThat(OffsetNote.write(tally))
        .isEqualTo("v1 read=1000000000005 counted=1000000000000 aside=5");
    assertThat(OffsetNote.of(OffsetNote.write(tally)).tally()).contains(tally);
  }

  @Test
  void tellsWhatTheTopicDidNotHave() {
    Tally tally = new Tally(5, 5, 0, new Gap(60, 100, 159), new Gap(1, 7, 7));
    assertThat(OffsetNote.write(tally))
        .isEqualTo("v1 read=5 counted=5 aside=0 missing=60:100-159 cut-off=1:7-7");
    assertThat(OffsetNote.of(OffsetNote.write(tally)).tally()).contains(tally);
    assertThat(OffsetNote.of(OffsetNote.write(tally) + " windows=minute 0/0//").tally())
        .contains(tally);
    assertThat(tally.whole()).isFalse();
    assertThat(tally.missing().deleted("t", 0))
        .isEqualTo(
            "partition 0: offsets 100 to 159 of topic 't' were deleted before they were counted");
    assertThat(tally.cutOff().lost("t", 3))
        .isEqualTo(
            "partition 3: topic 't' has lost offset 7 after it was counted (did a broker that was"
                + " behind become leader?)");
  }

  @Test
  void gapsThatFollowEachOtherAreOne() {
    Gap first = Gap.between(10, 20);
    assertThat(first.plus(Gap.between(20, 25))).isEqualTo(new Gap(15, 10, 24));
    Gap apart = first.plus(Gap.between(1_030, 1_031));
    assertThat(apart).isEqualTo(new Gap(11, 1_030, 1_030));
    assertThat(apart.deleted("t", 0))
        .startsWith("partition 0: 11 offsets (the latest are 1030) of topic 't' were deleted");
    assertThat(Gap.between(5, 5)).isEqualTo(Gap.NONE);
    assertThat(Gap.NONE.plus(first)).isEqualTo(first);
  }

  /** They would go on as if nothing were missing, and forget it. */
  @Test
  void versionsBeforeThisOneLeaveAloneWhatIsNotWhole() {
    assertThat(OffsetNote.write(new Tally(5, 5, 0, new Gap(60, 100, 159), Gap.NONE)))
        .matches("v1 read=\\d+ counted=\\d+ aside=\\d+( [a-z-]+=\\S+)+");
  }

  @Test
  void takesTheNamesOfOtherTypesAlong() {
    Tally tally =
        new Tally(25, 10, 3, Gap.NONE, Gap.NONE, new TreeMap<>(Map.of("a.B", 5L, "ö,:c D", 7L)));
    assertThat(tally.conserved()).isTrue();
    assertThat(OffsetNote.of(OffsetNote.write(tally)).tally()).contains(tally);
    assertThat(OffsetNote.of(OffsetNote.write(tally) + " windows=minute x").tally())
        .contains(tally);
    assertThat(OffsetNote.write(tally))
        .startsWith("v1 read=25 counted=10 aside=3 passed-over=a.B:5,");
    assertThat(tally.plus(tally).passedOver())
        .containsEntry("a.B", 10L)
        .containsEntry("ö,:c D", 14L);
    assertThat(tally.sum())
        .isEqualTo("10 counted + 3 set aside + 12 of other types (a.B 5, ö,:c D 7)");
  }

  /** Kafka takes no metadata of more than 4,096 bytes. */
  @Test
  void losesNamesButNoRecordsIfThereAreTooManyTypes() {
    TreeMap<String, Long> types = new TreeMap<>();
    for (int i = 0; i < 1_000; i++) {
      types.put("com.example.events.of.many.kinds.Event" + i, 1_000L);
    }
    Tally tally = new Tally(1_000_003, 1, 2, Gap.NONE, Gap.NONE, types);
    assertThat(OffsetNote.write(tally)).hasSizeLessThan(1_200);
    Tally kept = OffsetNote.of(OffsetNote.write(tally)).tally().orElseThrow();
    assertThat(kept.conserved()).isTrue();
    assertThat(kept.others()).isEqualTo(1_000_000);
    assertThat(kept.passedOver()).containsKey("…").hasSizeBetween(10, 30);
    assertThat(OffsetNote.of(OffsetNote.write(kept)).tally()).contains(kept);
    assertThat(kept.plus(tally).others()).isEqualTo(2_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v2 read=1 counted=1 aside=0",
        "v1 read=-1 counted=1 aside=0",
        "v1 read=1 counted=1",
        "v1 read=99999999999999999999 counted=1 aside=0",
        "written by something else"
      })
  void otherMetadataIsNoTally(String metadata) {
    assertThat(OffsetNote.of(metadata).tally()).isEmpty();
  }

  @Test
  void isConservedOnlyIfEachFrameBecameSomething() {
    assertThat(new Tally(3, 2, 1).conserved()).isTrue();
    assertThat(new Tally(3, 2, 0).conserved()).isFalse();
    assertThat(new Tally(3, 3, 1).conserved()).isFalse();
  }

  @Test
  void addsUp() {
    assertThat(new Tally(3, 2, 1).plus(new Tally(10, 9, 1))).isEqualTo(new Tally(13, 11, 2));
  }
}
