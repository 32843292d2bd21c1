package io.framecount.loader.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MetronomeTest {
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void waitsForTheMomentAndLooksAroundMeanwhile() throws InterruptedException {
    long began = System.nanoTime();
    assertThat(metronome(began + TimeUnit.MILLISECONDS.toNanos(120), false).await(0, true))
        .isTrue();
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(120_000_000L);
    assertThat(looks.get()).isBetween(2, 13);
  }

  @Test
  void givesUpWhenStopped() throws InterruptedException {
    assertThat(metronome(System.nanoTime() + TimeUnit.HOURS.toNanos(1), true).await(0, true))
        .isFalse();
  }

  @Test
  void letsAFrameGoThatMayNotWaitOrIsDue() throws InterruptedException {
    assertThat(metronome(System.nanoTime() + TimeUnit.HOURS.toNanos(1), true).await(0, false))
        .isTrue();
    assertThat(metronome(System.nanoTime() - 1, true).await(0, true)).isTrue();
    assertThat(looks).hasValue(0);
  }

  private Metronome metronome(long due, boolean stopped) {
    Pace pace =
        new Pace() {
          @Override
          public long due(long eventTime, long now) {
            return due;
          }

          @Override
          public int linesAtOnce() {
            return 1;
          }
        };
    return new Metronome(pace, 10_000_000, () -> stopped, looks::incrementAndGet);
  }
}
