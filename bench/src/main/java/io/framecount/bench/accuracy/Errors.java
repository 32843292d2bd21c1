package io.framecount.bench.accuracy;

import io.framecount.counter.unique.Estimate;
import java.util.Arrays;

/**
 * What the trials of one method gave. Each trial has a place of its own, so that several threads
 * can fill them, each other places, and the sums do not depend on who was first.
 */
final class Errors {
  private final double[] errors;
  private final boolean[] inside;
  private final double[] reach;

  Errors(int trials) {
    errors = new double[trials];
    inside = new boolean[trials];
    reach = new double[trials];
  }

  /** Takes what one trial estimated for so many users. */
  void put(int trial, Estimate estimate, long users) {
    errors[trial] = estimate.count() / (double) users - 1;
    inside[trial] = estimate.lower() <= users && users <= estimate.upper();
    reach[trial] = (estimate.upper() - estimate.lower()) / 2 / users;
  }

  int trials() {
    return errors.length;
  }

  /** Mean relative error: 0.01 is one percent too many. */
  double bias() {
    return Arrays.stream(errors).average().orElseThrow();
  }

  /** Square root of the mean square of the relative errors. */
  double rootMeanSquare() {
    return Math.sqrt(Arrays.stream(errors).map(e -> e * e).average().orElseThrow());
  }

  /** The least relative error that at least 95% of the trials do not exceed, without its sign. */
  double percentile95() {
    double[] sorted = Arrays.stream(errors).map(Math::abs).sorted().toArray();
    return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
  }

  /** Share of the trials in which the true number was inside the claimed bounds. */
  double shareInside() {
    int count = 0;
    for (boolean in : inside) {
      count += in ? 1 : 0;
    }
    return (double) count / inside.length;
  }

  /**
   * Half the width of the claimed 95% bounds, relative to the users, in the mean; infinite if one
   * trial could claim none.
   */
  double claimed() {
    return Arrays.stream(reach).average().orElseThrow();
  }
}
