package io.framecount.loader.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitMixTest {
  @Test
  void drawsWhatTheJdkGeneratorOfTheSameAlgorithmDraws() {
    SplitMix ours = new SplitMix(20_160_711L);
    SplittableRandom theirs = new SplittableRandom(20_160_711L);
    for (int i = 0; i < 1_000; i++) {
      assertThat(ours.next()).isEqualTo(theirs.nextLong());
    }
  }

  @Test
  void boundedDrawsReachBothEndsAndNoFurther() {
    SplitMix random = new SplitMix(3);
    boolean[] seen = new boolean[5];
    for (int i = 0; i < 200; i++) {
      seen[random.below(5)] = true;
    }
    assertThat(seen).containsOnly(true);
  }

  @Test
  void chanceKeepsItsPromiseAtTheEnds() {
    SplitMix random = new SplitMix(4);
    for (int i = 0; i < 1_000; i++) {
      assertThat(random.chance(0)).isFalse();
      assertThat(random.chance(1)).isTrue();
    }
  }
}
