package io.framecount.common.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for changes that other processes make in Kafka, by polling. Thread-safe. */
public final class Wait {
  private Wait() {}

  /**
   * Looks until a condition holds: at once, then after each pause, and once more when the time is
   * over.
   *
   * @return whether the condition holds; false if the time is over
   * @throws InterruptException if this thread is interrupted
   */
  public static boolean until(Duration limit, Duration pause, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      pause(pause);
    }
    return true;
  }

  /**
   * Looks until there is a result, as {@link #until} does.
   *
   * @return the result; empty if the time is over
   * @throws InterruptException if this thread is interrupted
   */
  public static <T> Optional<T> forResult(
      Duration limit, Duration pause, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<T> result = look.get();
    while (result.isEmpty() && System.nanoTime() - deadline < 0) {
      pause(pause);
      result = look.get();
    }
    return result;
  }

  private static void pause(Duration length) {
    try {
      TimeUnit.NANOSECONDS.sleep(length.toNanos());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
