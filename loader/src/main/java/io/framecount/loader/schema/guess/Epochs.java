package io.framecount.loader.schema.guess;

import java.math.BigDecimal;

/**
 * Numbers that may be points in time since 1970, in the unit that the loader takes by their
 * magnitude.
 */
final class Epochs {
  private static final BigDecimal YEAR_1990 = BigDecimal.valueOf(631_152_000L);
  private static final BigDecimal YEAR_2100 = BigDecimal.valueOf(4_102_444_800L);
  private static final int[] MOST_DIGITS = {11, 14, 17};

  private long count;
  private long likely;
  private int finestPower;

  void add(BigDecimal number) {
    count++;
    int power = power(number);
    // Not by moving the point, which would write out what a large exponent stands for.
    BigDecimal seconds = number.scaleByPowerOfTen(-power);
    if (seconds.compareTo(YEAR_1990) >= 0 && seconds.compareTo(YEAR_2100) < 0) {
      likely++;
      int digits = Math.max(0, seconds.stripTrailingZeros().scale());
      finestPower = Math.max(finestPower, Math.max(power, digits));
    }
  }

  void add(Epochs other) {
    count += other.count;
    likely += other.likely;
    finestPower = Math.max(finestPower, other.finestPower);
  }

  long count() {
    return count;
  }

  /** Returns how many lie between the years 1990 and 2100. */
  long likely() {
    return likely;
  }

  /** Returns how many digits of a second the likely ones have at most. */
  int finestPower() {
    return finestPower;
  }

  private static int power(BigDecimal number) {
    long digits = number.precision() - (long) number.scale();
    for (int i = 0; i < MOST_DIGITS.length; i++) {
      if (digits <= MOST_DIGITS[i]) {
        return i * 3;
      }
    }
    return 9;
  }
}
