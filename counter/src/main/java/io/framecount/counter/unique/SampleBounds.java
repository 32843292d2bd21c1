package io.framecount.counter.unique;

/**
 * The 95% interval for the size of a set of which each member was sampled with a known probability.
 *
 * <p>Few samples: the exact interval of C. J. Clopper and E. S. Pearson, "The Use of Confidence or
 * Fiducial Limits Illustrated in the Case of the Binomial", Biometrika 26 (1934), solved for the
 * number of trials instead of the probability. Many: the score interval of E. B. Wilson, "Probable
 * Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927), with continuity
 * correction, again solved for the number of trials. The set is never smaller than its sample.
 *
 * @param lower at least the number of samples
 * @param upper at least the estimate
 */
record SampleBounds(double lower, double upper) {
  private static final int FEW = 100;
  private static final double TAIL = 0.025;
  private static final double PRECISION = 1e-9;

  /**
   * @param samples how many members were sampled
   * @param share the probability to be sampled, above 0 and below 1
   */
  static SampleBounds of(int samples, double share) {
    if (samples > FEW) {
      return new SampleBounds(
          Math.max(samples, score(samples - 0.5, share, -Estimate.Z95)),
          score(samples + 0.5, share, Estimate.Z95));
    }
    double lower = samples == 0 ? 0 : trialsWhere(samples - 1, share, 1 - TAIL);
    return new SampleBounds(Math.max(samples, lower), trialsWhere(samples, share, TAIL));
  }

  /** The N that solves (n - N share)² = z² N share (1 - share); the sign of z chooses the root. */
  private static double score(double n, double share, double z) {
    double b = z * Math.sqrt((1 - share) / share);
    return n / share + b * b / 2 + b * Math.sqrt(b * b / 4 + n / share);
  }

  /** The number of trials of which at most {@code samples} succeed with the given probability. */
  private static double trialsWhere(int samples, double share, double probability) {
    double low = samples;
    double high = samples + 1;
    while (atMost(samples, high, share) > probability) {
      low = high;
      high *= 2;
    }
    while (high - low > PRECISION * high) {
      double middle = low + (high - low) / 2;
      if (atMost(samples, middle, share) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The binomial distribution function; in logarithms, for its terms may be below any double. */
  private static double atMost(int samples, double trials, double share) {
    double odds = Math.log(share) - Math.log1p(-share);
    double term = trials * Math.log1p(-share);
    double sum = Math.exp(term);
    for (int i = 0; i < samples; i++) {
      term += Math.log((trials - i) / (i + 1)) + odds;
      sum += Math.exp(term);
    }
    return sum;
  }
}
