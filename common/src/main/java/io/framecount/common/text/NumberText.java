package io.framecount.common.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * A JSON number taken apart: digits times a power of ten. Up to 19 digits, which is every long,
 * stay in a {@code long}; longer numbers go through {@link BigDecimal}. One instance is used for
 * number after number; not thread-safe.
 */
public final class NumberText {
  /** The most characters of a number whose value is needed: BigDecimal is quadratic. */
  public static final int LONGEST = 1000;

  private static final int MOST_DIGITS = 19;
  private static final int HUGE_EXPONENT = 1_000_000;
  private static final long[] POWERS = powers();

  private byte[] text;
  private int start;
  private int end;
  private boolean negative;
  private boolean whole;
  private long digits; // unsigned
  private int significant;
  private long exponent;
  private long value;
  private boolean cut;

  /** Reads {@code [start, end)}; returns false if that is not a JSON number, or is too long. */
  public boolean read(byte[] text, int start, int end) {
    this.text = text;
    this.start = start;
    this.end = end;
    negative = start < end && text[start] == '-';
    digits = 0;
    significant = 0;
    exponent = 0;
    int first = negative ? start + 1 : start;
    int at = digits(first, 0);
    if (at == first || (at > first + 1 && text[first] == '0')) {
      return false;
    }
    whole = at == end;
    if (at < end && text[at] == '.') {
      int point = at + 1;
      at = digits(point, 1);
      if (at == point) {
        return false;
      }
    }
    if (at < end && (text[at] | 0x20) == 'e') {
      at = exponent(at + 1);
    }
    return at == end && end - start <= LONGEST;
  }

  /** Returns whether it is written without fraction and exponent. */
  public boolean isWhole() {
    return whole;
  }

  public boolean isNegative() {
    return negative;
  }

  public boolean isZero() {
    return significant == 0;
  }

  /** Returns the number of digits before the decimal point; 0 or less for numbers below one. */
  public long integerDigits() {
    return significant + exponent;
  }

  /** The result of the last {@link #scaled} that returned null. */
  public long value() {
    return value;
  }

  /** Returns whether the last {@link #scaled} that returned null cut something off. */
  public boolean isCut() {
    return cut;
  }

  /** Sets the {@link #value} to a number that was read in another way. */
  public void set(long value) {
    this.value = value;
  }

  /** Returns 10^exponent, for 0 to 18. */
  public static long power(int exponent) {
    return POWERS[exponent];
  }

  /** Digits and power of ten, where there are few enough digits to be exact. */
  public long digits() {
    return digits;
  }

  public int significant() {
    return significant;
  }

  public long exponent() {
    return exponent;
  }

  /**
   * Computes this number times 10^power as a {@link #value}.
   *
   * @param mayCut whether finer digits are cut off, towards negative infinity, or not allowed
   * @return null, or the reason why there is no such value
   */
  public Misfit scaled(int power, boolean mayCut) {
    cut = false;
    if (isZero()) {
      value = 0;
      return null;
    }
    long shift = exponent + power;
    if (significant + shift > MOST_DIGITS) {
      return Misfit.OUT_OF_RANGE;
    }
    if (significant > MOST_DIGITS) {
      return scaledBig(power, mayCut);
    }
    long magnitude = digits;
    if (shift >= 0) {
      magnitude *= POWERS[(int) shift];
    } else {
      long divisor = shift < -MOST_DIGITS ? 0 : POWERS[(int) -shift];
      magnitude = divisor == 0 ? 0 : Long.divideUnsigned(digits, divisor);
      cut = magnitude * divisor != digits;
      if (cut && !mayCut) {
        return Misfit.INEXACT;
      }
      magnitude += cut && negative ? 1 : 0;
    }
    value = negative ? -magnitude : magnitude;
    return magnitude >= 0 || (negative && magnitude == Long.MIN_VALUE) ? null : Misfit.OUT_OF_RANGE;
  }

  /**
   * Returns this number times 10^power, or null if that is not whole or has more digits than
   * allowed.
   */
  public BigInteger unscaled(int power, int mostDigits) {
    if (isZero()) {
      return BigInteger.ZERO;
    }
    long wholeDigits = integerDigits() + power;
    if (wholeDigits <= 0 || wholeDigits > mostDigits) {
      return null;
    }
    BigDecimal shifted = big().movePointRight(power).stripTrailingZeros();
    return shifted.scale() > 0 ? null : shifted.toBigIntegerExact();
  }

  public BigDecimal big() {
    return new BigDecimal(toString());
  }

  @Override
  public String toString() {
    return new String(text, start, end - start, StandardCharsets.US_ASCII);
  }

  private Misfit scaledBig(int power, boolean mayCut) {
    if (integerDigits() + power <= 0) {
      value = negative ? -1 : 0;
      cut = true;
      return mayCut ? null : Misfit.INEXACT;
    }
    BigDecimal shifted = big().movePointRight(power);
    BigInteger floor = shifted.setScale(0, RoundingMode.FLOOR).unscaledValue();
    cut = shifted.compareTo(new BigDecimal(floor)) != 0;
    if (cut && !mayCut) {
      return Misfit.INEXACT;
    }
    value = floor.longValue();
    return floor.bitLength() > 63 ? Misfit.OUT_OF_RANGE : null;
  }

  private int digits(int from, int decimals) {
    int at = from;
    for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
      int digit = text[at] - '0';
      if (significant > 0 || digit > 0) {
        significant++;
        digits = significant <= MOST_DIGITS ? digits * 10 + digit : digits;
      }
      exponent -= decimals;
    }
    return at;
  }

  private int exponent(int from) {
    boolean minus = from < end && text[from] == '-';
    int first = minus || (from < end && text[from] == '+') ? from + 1 : from;
    int at = first;
    long power = 0;
    for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
      power = Math.min(HUGE_EXPONENT, power * 10 + (text[at] - '0'));
    }
    exponent += minus ? -power : power;
    return at == first ? -1 : at;
  }

  private static long[] powers() {
    long[] powers = new long[MOST_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
