package io.framecount.counter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.progress.Tally;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CounterHealthTest {
  private static final Tally SOME = new Tally(2, 1, 1);

  private long now;
  private final CounterHealth health = new CounterHealth(() -> now);

  @Test
  void isIllIfItNeverGetsToLookForRecords() {
    assertThat(health.illness()).isEmpty();
    pass(61);
    assertThat(health.illness()).hasValue("no progress for 61 s");
  }

  @Test
  void isWellWhileThereIsNothingToDo() {
    for (int i = 0; i < 10; i++) {
      pass(30);
      health.round(SOME, SOME, 0);
      assertThat(health.illness()).isEmpty();
    }
  }

  @Test
  void isIllIfWorkWaitsAndNothingIsCommitted() {
    pass(50);
    health.round(SOME, Tally.NONE, 0);
    pass(11);
    health.round(SOME, Tally.NONE, 0);
    assertThat(health.illness()).isPresent();
    health.committed();
    assertThat(health.illness()).isEmpty();
    pass(61);
    health.round(SOME, SOME, 5);
    assertThat(health.illness()).hasValue("no progress for 61 s");
  }

  @Test
  void isIllOnceMergingHasEnded() {
    boolean[] failed = new boolean[1];
    health.watch(() -> failed[0]);
    assertThat(health.illness()).isEmpty();
    failed[0] = true;
    assertThat(health.illness()).hasValue("merging stopped");
  }

  @Test
  void isReadyWhileItIsInTheGroup() {
    assertThat(health.waiting()).isPresent();
    health.joined(true);
    assertThat(health.waiting()).isEmpty();
    health.joined(false);
    assertThat(health.waiting()).isPresent();
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
