package io.framecount.bench.accuracy;

import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.unique.UniqueMethod.Algorithm;
import java.util.Arrays;
import java.util.List;

/**
 * A number of users and a number of trials: the more users, the fewer trials, because users
 * determine their time. Exact counting takes longest and never errs, so it gets fewer trials.
 */
record Sizes(int users, int trials) {
  private static final int EXACT_USERS = 4_000_000;

  /** Returns the sizes of trials that count users as a whole. */
  static List<Sizes> ofWholes() {
    return List.of(
        new Sizes(10, 10_000),
        new Sizes(100, 10_000),
        new Sizes(1_000, 10_000),
        new Sizes(10_000, 2_000),
        new Sizes(65_536, 2_000),
        new Sizes(100_000, 2_000),
        new Sizes(1_000_000, 200),
        new Sizes(10_000_000, 40));
  }

  /** Returns the sizes of trials that count users in parts. */
  static List<Sizes> ofUnions() {
    return List.of(new Sizes(10_000, 100), new Sizes(500_000, 20));
  }

  /** Returns all algorithms with their default parameters, exact counting last. */
  static List<UniqueMethod> methods() {
    return Arrays.stream(Algorithm.values()).map(UniqueMethod::of).toList();
  }

  /** Returns the number of trials of a method that adds each user so many times. */
  int trials(UniqueMethod method, int times) {
    long affordable = Math.max(1, EXACT_USERS / ((long) times * users));
    return method.algorithm() == Algorithm.EXACT ? (int) Math.min(trials, affordable) : trials;
  }
}
