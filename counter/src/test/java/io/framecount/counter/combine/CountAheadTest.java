package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CountAheadTest {
  private final CountAhead ahead = new CountAhead();

  @AfterEach
  void end() {
    ahead.close();
  }

  @Test
  void countsBesideItsOwnerAndInOrder() {
    List<Integer> counted = new ArrayList<>();
    CountDownLatch owner = new CountDownLatch(1);
    assertThat(ahead.busy()).isFalse();
    ahead.await();
    ahead.begin(
        () -> {
          awaitQuietly(owner);
          counted.add(1);
        });
    assertThat(ahead.busy()).isTrue();
    owner.countDown();
    ahead.await();
    assertThat(ahead.busy()).isFalse();
    ahead.begin(() -> counted.add(2));
    ahead.await();
    assertThat(counted).containsExactly(1, 2);
  }

  @Test
  void throwsWhatTheCountingThrewUntilItIsClosed() {
    ahead.begin(
        () -> {
          throw new IllegalStateException("no registry");
        });
    assertThatThrownBy(ahead::await).isInstanceOf(IllegalStateException.class);
    // What was counted by half must not be taken for whole by a commit that comes after.
    assertThatThrownBy(ahead::await).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void canBeGotOutOfWaiting() {
    CountDownLatch never = new CountDownLatch(1);
    ahead.begin(() -> awaitQuietly(never));
    Thread.currentThread().interrupt();
    assertThatThrownBy(ahead::await).isInstanceOf(InterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closed) {
      // The test is over.
    }
  }
}
