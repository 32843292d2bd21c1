package io.framecount.bench.accuracy;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import java.util.function.IntConsumer;

/**
 * Counts users by a method many times, with other users each time. The trials of all methods have
 * the same users, as hashes of their ids, like in the counter.
 */
final class Trials {
  private Trials() {}

  /** Runs the trials. */
  static Errors run(UniqueMethod method, int users, int trials) {
    Errors errors = new Errors(trials);
    Workers.run(trials, () -> worker(method.create(), users, errors));
    return errors;
  }

  private static IntConsumer worker(UniqueCounter counter, int users, Errors errors) {
    return trial -> {
      counter.clear();
      TrialUsers of = new TrialUsers(trial);
      for (int user = 0; user < users; user++) {
        of.addTo(counter, of.hash(user));
      }
      errors.put(trial, counter.estimate(), users);
    };
  }
}
