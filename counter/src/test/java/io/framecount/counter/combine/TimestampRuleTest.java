package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimestampRuleTest {
  private static final long NOW = 1_795_000_000_000L;
  private static final long DAY = 86_400_000;

  private final TimestampRule rule = TimestampRule.at(NOW);

  @Test
  void believesFrom1970ToADayAhead() {
    assertThat(rule.believes(0)).isTrue();
    assertThat(rule.believes(1_468_244_340_000L)).isTrue();
    assertThat(rule.believes(NOW + DAY)).isTrue();
  }

  @Test
  void doubtsTheRestAndSaysWhy() {
    assertThat(rule.believes(-1)).isFalse();
    assertThat(rule.reason(-1)).contains("before 1970");
    assertThat(rule.believes(NOW + DAY + 1)).isFalse();
    assertThat(rule.reason(Long.MAX_VALUE)).contains("more than a day ahead");
  }
}
