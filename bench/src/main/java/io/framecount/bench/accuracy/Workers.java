package io.framecount.bench.accuracy;

import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Runs trials on one thread per core, each with its own counters. */
final class Workers {
  private Workers() {}

  /**
   * Runs all trials.
   *
   * @param worker creates the code that runs one thread's trials, by their numbers from 0
   */
  static void run(int trials, Supplier<IntConsumer> worker) {
    int shares = Math.min(trials, Runtime.getRuntime().availableProcessors());
    IntStream.range(0, shares)
        .parallel()
        .forEach(
            first -> {
              IntConsumer work = worker.get();
              for (int trial = first; trial < trials; trial += shares) {
                work.accept(trial);
              }
            });
  }
}
