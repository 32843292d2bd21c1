package io.framecount.loader.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.convert.Converter;
import org.junit.jupiter.api.Test;

class RatePaceTest {
  private static final long MILLI = 1_000_000;
  private final RatePace pace = new RatePace(1_000);

  @Test
  void spacesFramesEvenly() {
    long now = Long.MAX_VALUE - 5; // nanoTime may overflow
    for (int i = 0; i < 10; i++) {
      assertThat(due(now) - now).isEqualTo(i * MILLI);
    }
  }

  @Test
  void makesUpForAShortWaitOnly() {
    assertThat(due(0)).isZero();
    assertThat(due(20 * MILLI)).isEqualTo(MILLI);

    long late = 10_000 * MILLI;
    int burst = 0;
    while (due(late) <= late) {
      burst++;
    }
    assertThat(burst).isBetween(20, 30);
  }

  @Test
  void keepsTheRateOverTime() {
    long now = 0;
    long last = 0;
    for (int i = 0; i < 100_001; i++) {
      last = due(now);
      now = Math.max(now, last);
    }
    assertThat(last).isBetween(99_999 * MILLI, 100_001 * MILLI);
  }

  @Test
  void sendsNoMoreThanAFewMillisecondsAtOnce() {
    assertThat(new RatePace(0.5).linesAtOnce()).isEqualTo(1);
    assertThat(new RatePace(1_000).linesAtOnce()).isBetween(1, 5);
    assertThat(new RatePace(1e6).linesAtOnce()).isBetween(1_000, 5_000);
  }

  private long due(long now) {
    return pace.due(Converter.NO_TIME, now);
  }
}
