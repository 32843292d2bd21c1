package io.framecount.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

class WaitTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void looksUntilTheConditionHolds() {
    assertThat(Wait.until(LONG, PAUSE, () -> looks.incrementAndGet() == 3)).isTrue();
    assertThat(looks).hasValue(3);
  }

  @Test
  void looksOnceAtLeast() {
    assertThat(Wait.until(Duration.ZERO, PAUSE, () -> looks.incrementAndGet() == 1)).isTrue();
    assertThat(Wait.until(Duration.ZERO, PAUSE, () -> looks.incrementAndGet() == 0)).isFalse();
    assertThat(looks).hasValue(2);
  }

  @Test
  void handsOverTheResult() {
    assertThat(
            Wait.forResult(
                LONG, PAUSE, () -> Optional.of(looks.incrementAndGet()).filter(n -> n == 4)))
        .contains(4);
    assertThat(Wait.forResult(Duration.ZERO, PAUSE, Optional::empty)).isEmpty();
  }

  @Test
  void anInterruptionEndsTheWaitAndIsKept() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptException.class)
        .isThrownBy(() -> Wait.until(LONG, LONG, () -> false));
    assertThat(Thread.interrupted()).isTrue();
  }
}
