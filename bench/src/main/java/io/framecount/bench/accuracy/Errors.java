package io.framecount.bench.accuracy;

import io.framecount.counter.unique.Estimate;
import java.util.Arrays;

/**
 * The results of one method's trials. Each trial has its own place, so several threads can fill
 * them, and the sums do not depend on the order.
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

  /** Stores the estimate of a trial, and the true number of users. */
  void put(int trial, Estimate estimate, long users) {
    errors[trial] = estimate.count() / (double) users - 1;
    inside[trial] = estimate.lower() <= users && users <= estimate.upper();
    reach[trial] = (estimate.upper() - estimate.lower()) / 2 / users;
  }

  int trials() {
    return errors.length;
  }

  /** Returns the mean relative error: 0.01 is one percent too many. */
  double bias() {
    return Arrays.stream(errors).average().orElseThrow();
  }

  /** Returns the root mean square of the relative errors. */
  double rootMeanSquare() {
    return Math.sqrt(Arrays.stream(errors).map(e -> e * e).average().orElseThrow());
  }

  /** Returns the smallest absolute relative error that at least 95% of the trials do not exceed. */
  double percentile95() {
    double[] sorted = Arrays.stream(errors).map(Math::abs).sorted().toArray();
    return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
  }

  /** Returns the share of trials in which the true number was inside the claimed bounds. */
  double shareInside() {
    int count = 0;
    for (boolean in : inside) {
      count += in ? 1 : 0;
    }
    return (double) count / inside.length;
  }

  /**
   * Returns half the mean width of the claimed 95% bounds, relative to the users; infinite if one
   * trial could claim none.
   */
  double claimed() {
    return Arrays.stream(reach).average().orElseThrow();
  }
}
