package io.framecount.counter.unique;

/**
 * A number of distinct values and how well it is known.
 *
 * @param count the number of distinct values, rounded if estimated
 * @param exact whether {@code count} is exact rather than estimated
 * @param lower lower end of the 95% interval; equals {@code count} if exact
 * @param upper upper end of the 95% interval; equals {@code count} if exact; positive infinity when
 *     the method is saturated and can give none
 */
public record Estimate(long count, boolean exact, double lower, double upper) {
  /** Standard normal quantile of a two-sided interval of 95%. */
  static final double Z95 = 1.959963984540054;

  public Estimate {
    if (!(0 <= lower && lower <= count && count <= upper)) {
      throw new IllegalArgumentException(
          "not an estimate: %s is not within %s to %s".formatted(count, lower, upper));
    }
  }

  /** An exact count. */
  public static Estimate exactly(long count) {
    return new Estimate(count, true, (double) count, (double) count);
  }

  /**
   * This estimate where no more than so many values can be there, which also bounds the interval.
   */
  public Estimate atMost(long most) {
    return new Estimate(
        Math.min(count, most),
        exact,
        Math.min(lower, (double) most),
        Math.min(upper, (double) most));
  }

  /** An estimate, rounded; the bounds are widened where rounding would put it outside of them. */
  static Estimate within(double lower, double estimate, double upper) {
    long count = Math.round(estimate);
    return new Estimate(
        count, false, Math.min(lower, (double) count), Math.max(upper, (double) count));
  }
}
