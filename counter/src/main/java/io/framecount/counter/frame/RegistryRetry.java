package io.framecount.counter.frame;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks a registry again while it is down: its outage must not send a topic's frames to the dead
 * letters.
 *
 * @param limit longest wait; below the time after which Kafka gives a silent consumer's partitions
 *     away
 * @param stopping whether to give up at once
 * @param say takes a line for the user
 */
public record RegistryRetry(Duration limit, BooleanSupplier stopping, Consumer<String> say) {
  private static final long PAUSE_MILLIS = 500;

  /**
   * Asks until the registry answers.
   *
   * @param passes whether a failure may pass; others are thrown
   * @throws RegistryAway if it takes too long
   */
  <T> T await(Supplier<T> question, Predicate<RuntimeException> passes) {
    long begin = System.nanoTime();
    boolean told = false;
    while (true) {
      try {
        return question.get();
      } catch (RuntimeException problem) {
        if (!passes.test(problem)) {
          throw problem;
        }
        if (stopping.getAsBoolean() || System.nanoTime() - begin > limit.toNanos()) {
          throw new RegistryAway(problem.getMessage(), problem);
        }
        if (!told) {
          say.accept("waiting for the schema registry: " + problem.getMessage());
          told = true;
        }
        pause(problem);
      }
    }
  }

  private static void pause(RuntimeException problem) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryAway("interrupted while waiting for the schema registry", problem);
    }
  }
}
