package io.framecount.counter.frame.field;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * The text of a number, which is what it is counted and grouped by: 42 is the same user as an int,
 * as a long and as the string "42". Thread-safe.
 */
public final class CanonicalNumber {
  /** As many digits, with the sign, as a long can have. */
  public static final int MOST_DIGITS = 20;

  private CanonicalNumber() {}

  /** The shortest decimal of a float, as {@link #of(double)} writes it. */
  static String of(float value) {
    // The last argument asks for the shortest text.
    return NumberOutput.toString(value, true);
  }

  /**
   * The shortest decimal that is this double and no other, written as {@link Double#toString} of
   * Java 19 and later does. That of Java 17 is longer for some numbers, and instances on different
   * Javas must not take one user for two.
   */
  public static String of(double value) {
    return NumberOutput.toString(value, true);
  }

  /**
   * Writes a whole number in decimal so that it ends with the array, and allocates nothing.
   *
   * @param into at least {@link #MOST_DIGITS} long
   * @return where it begins
   */
  public static int write(long value, byte[] into) {
    int at = into.length;
    // Negative, for there is one more of these.
    long rest = value > 0 ? -value : value;
    do {
      into[--at] = (byte) ('0' - rest % 10);
      rest /= 10;
    } while (rest != 0);
    if (value < 0) {
      into[--at] = '-';
    }
    return at;
  }
}
