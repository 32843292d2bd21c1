package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThat;

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
