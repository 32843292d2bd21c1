package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.combine.Tally.Gap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {
  @Test
  void travelsAsShortText() {
    Tally tally = new Tally(1_000_000_000_005L, 1_000_000_000_000L, 5);
    assertThat(tally.toMetadata()).isEqualTo("v1 read=1000000000005 counted=1000000000000 aside=5");
    assertThat(Tally.ofMetadata(tally.toMetadata())).contains(tally);
  }

  @Test
  void tellsWhatTheTopicDidNotHave() {
    Tally tally = new Tally(5, 5, 0, new Gap(60, 100, 159), new Gap(1, 7, 7));
    assertThat(tally.toMetadata())
        .isEqualTo("v1 read=5 counted=5 aside=0 missing=60:100-159 cut-off=1:7-7");
    assertThat(Tally.ofMetadata(tally.toMetadata())).contains(tally);
    assertThat(Tally.ofMetadata(tally.toMetadata() + " windows=minute 0/0//")).contains(tally);
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
    assertThat(new Tally(5, 5, 0, new Gap(60, 100, 159), Gap.NONE).toMetadata())
        .matches("v1 read=\\d+ counted=\\d+ aside=\\d+( [a-z-]+=\\S+)+");
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
    assertThat(Tally.ofMetadata(metadata)).isEmpty();
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
