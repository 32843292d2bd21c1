package io.framecount.counter.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplacementTest {
  private final RuntimeException failure = new IllegalArgumentException("of merging");
  private final RuntimeException unresolved =
      new KafkaException("cannot make a client", new ConfigException("no resolvable urls"));

  private final Deque<RuntimeException> obstacles = new ArrayDeque<>();
  private final List<Throwable> hopeless = new ArrayList<>();
  private int threads;

  @Test
  void leavesAThreadAloneThatWasReplaced() throws InterruptedException {
    end(replacement(Duration.ZERO), failure).join();
    assertThat(threads).isZero();
    assertThat(hopeless).isEmpty();
  }

  @Test
  void triesAgainUntilThereIsAThread() throws InterruptedException {
    obstacles.add(unresolved);
    obstacles.add(unresolved);
    end(replacement(Duration.ZERO), unresolved).join();
    assertThat(threads).isEqualTo(1);
    assertThat(obstacles).isEmpty();
    assertThat(hopeless).isEmpty();
  }

  @Test
  void tellsWhatIsOfNoUseToTryAgain() throws InterruptedException {
    IllegalStateException fault = new IllegalStateException("a fault of ours");
    obstacles.add(fault);
    end(replacement(Duration.ZERO), unresolved).join();
    assertThat(threads).isZero();
    assertThat(hopeless).containsExactly(fault);
  }

  @Test
  void endsWaitingWhenClosed() throws InterruptedException {
    Replacement replacement = replacement(Duration.ofHours(1));
    Thread thread = end(replacement, unresolved);
    replacement.close();
    thread.join();
    assertThat(threads).isZero();
    assertThat(hopeless).isEmpty();
  }

  private Replacement replacement(Duration pause) {
    return new Replacement(this::addThread, hopeless::add, pause);
  }

  private void addThread() {
    if (!obstacles.isEmpty()) {
      throw obstacles.remove();
    }
    threads++;
  }

  /** A thread that is to be replaced, and ends so. */
  private Thread end(Replacement replacement, RuntimeException how) {
    Thread thread =
        new Thread(
            () -> {
              replacement.watch(failure);
              throw how;
            });
    thread.start();
    return thread;
  }
}
