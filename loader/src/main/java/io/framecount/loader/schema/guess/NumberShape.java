package io.framecount.loader.schema.guess;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers that were seen at one place. */
final class NumberShape {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private final Epochs epochs = new Epochs();
  private long count;
  private boolean whole = true;
  private boolean inLong = true;
  private boolean inDouble = true;
  private long integerDigits = 1;
  private int fractionDigits;

  void add(BigDecimal number) {
    count++;
    BigDecimal plain = number.stripTrailingZeros();
    boolean isWhole = plain.scale() <= 0;
    // An exponent may be as large as an int is.
    long digits = plain.precision() - (long) plain.scale();
    whole &= isWhole;
    if (isWhole && digits < 20) {
      BigInteger exact = plain.toBigIntegerExact();
      inLong &= exact.compareTo(MIN) >= 0 && exact.compareTo(MAX) <= 0;
    } else {
      inLong = false;
    }
    double nearest = number.doubleValue();
    inDouble &=
        !Double.isInfinite(nearest)
            && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
    integerDigits = Math.max(integerDigits, digits);
    fractionDigits = Math.max(fractionDigits, plain.scale());
    epochs.add(number);
  }

  void add(NumberShape other) {
    count += other.count;
    whole &= other.whole;
    inLong &= other.inLong;
    inDouble &= other.inDouble;
    integerDigits = Math.max(integerDigits, other.integerDigits);
    fractionDigits = Math.max(fractionDigits, other.fractionDigits);
    epochs.add(other.epochs);
  }

  long count() {
    return count;
  }

  /** Returns whether all are whole numbers of 64 bits. */
  boolean inLong() {
    return whole && inLong;
  }

  /** Returns whether all are kept by a double. */
  boolean inDouble() {
    return inDouble;
  }

  long integerDigits() {
    return integerDigits;
  }

  int fractionDigits() {
    return fractionDigits;
  }

  Epochs epochs() {
    return epochs;
  }
}
