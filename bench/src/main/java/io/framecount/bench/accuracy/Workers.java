package io.framecount.bench.accuracy;

import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Deals trials out to as many threads as there are cores, each with counters of its own. */
final class Workers {
  private Workers() {}

  /**
   * Runs all trials.
   *
   * @param worker makes what runs the trials of one thread, by their numbers from 0
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
