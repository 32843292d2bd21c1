package io.framecount.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void aLinearScaleBeginsAtZeroAndEndsAtARoundFigure() {
    Scale scale = Scale.over(3.6, 4.7, false);
    assertThat(scale.marks()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(scale.at(2.5)).isEqualTo(0.5);
  }

  @Test
  void aLogarithmicScaleGoesFromPowerToPower() {
    Scale scale = Scale.over(200, 20_000, true);
    assertThat(scale.marks()).containsExactly(100.0, 1_000.0, 10_000.0, 100_000.0);
    assertThat(scale.at(1_000)).isCloseTo(1 / 3.0, within(1e-9));
  }

  @Test
  void powersOfTenAreTheirOwnEnds() {
    assertThat(Scale.over(1_000, 10_000_000, true).marks()).hasSize(5);
  }

  @Test
  void zeroHasItsPlaceAtTheLowerEndOfALogarithmicScale() {
    assertThat(Scale.over(10, 100, true).at(0)).isZero();
  }
}
