package io.framecount.counter.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleBoundsTest {
  @Test
  void withoutSamplesTheUpperBoundIsWhereNoneWouldBeUnlikely() {
    SampleBounds bounds = SampleBounds.of(0, 0.5);
    assertThat(bounds.lower()).isZero();
    assertThat(bounds.upper()).isCloseTo(Math.log(0.025) / Math.log(0.5), within(1e-6));
  }

  @Test
  void oneSampleHasTheBoundsThatCanBeWrittenDown() {
    SampleBounds bounds = SampleBounds.of(1, 0.001);
    assertThat(bounds.lower()).isCloseTo(Math.log(0.975) / Math.log(0.999), within(1e-5));
    double upper = bounds.upper();
    double atMostOne = Math.pow(0.999, upper) + upper * 0.001 * Math.pow(0.999, upper - 1);
    assertThat(atMostOne).isCloseTo(0.025, within(1e-7));
  }

  @Test
  void aSetIsNeverSmallerThanItsSample() {
    assertThat(SampleBounds.of(5, 0.999999).lower()).isEqualTo(5);
    assertThat(SampleBounds.of(5000, 0.999999).lower()).isEqualTo(5000);
    assertThat(SampleBounds.of(100, 0.9999).upper()).isBetween(100.0, 102.0);
  }

  /** 100 is the last number of samples with exact bounds, 101 the first with approximate ones. */
  @ParameterizedTest
  @CsvSource({"0.000001", "0.001", "0.1", "0.5", "0.9", "0.99"})
  void theTwoMethodsMeetWithoutAStep(double share) {
    SampleBounds few = SampleBounds.of(100, share);
    SampleBounds many = SampleBounds.of(101, share);
    double step = 1 / share;
    double halfWidth = (few.upper() - few.lower()) / 2;
    assertThat(many.lower()).isCloseTo(few.lower() + step, within(1 + 0.1 * halfWidth));
    assertThat(many.upper()).isCloseTo(few.upper() + step, within(1 + 0.1 * halfWidth));
  }
}
