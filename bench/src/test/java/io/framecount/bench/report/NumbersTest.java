package io.framecount.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void threeDigitsMatter() {
    assertThat(Numbers.brief(0.01234)).isEqualTo("0.0123");
    assertThat(Numbers.brief(1.234)).isEqualTo("1.23");
    assertThat(Numbers.brief(12.34)).isEqualTo("12.3");
    assertThat(Numbers.brief(1234)).isEqualTo("1,234");
  }

  @Test
  void largeOnesHaveALetter() {
    assertThat(Numbers.scaled(0)).isEqualTo("0");
    assertThat(Numbers.scaled(0.5)).isEqualTo("0.5");
    assertThat(Numbers.scaled(200)).isEqualTo("200");
    assertThat(Numbers.scaled(250_000)).isEqualTo("250k");
    assertThat(Numbers.scaled(1_500_000)).isEqualTo("1.5M");
    assertThat(Numbers.scaled(40_000_000)).isEqualTo("40M");
  }
}
