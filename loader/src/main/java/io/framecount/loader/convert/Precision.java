package io.framecount.loader.convert;

import io.framecount.common.text.NumberText;
import java.math.BigDecimal;

/**
 * Binary floating point that keeps what was written: a number is taken if its digits can be got
 * back by rounding the float or double to as many of them (trailing zeros not counted), or if they
 * are what Java itself prints for it. So 0.1 is good for both, 9007199254740993 for no double (it
 * would become …992), 3.14159265 for no float; nothing becomes infinite, and nothing but zero
 * becomes zero.
 *
 * <p>Up to 15 digits for a double and 6 for a float always are, by the width of the significand; if
 * the power of ten is small too, one exact multiplication or division gives the nearest value (W.
 * Clinger, "How to Read Floating Point Numbers Accurately", 1990). Only other numbers allocate.
 */
final class Precision {
  private static final double[] DOUBLE_POWERS = new double[23];
  private static final float[] FLOAT_POWERS = new float[11];

  static {
    for (int i = 0; i < DOUBLE_POWERS.length; i++) {
      DOUBLE_POWERS[i] = Double.parseDouble("1e" + i);
    }
    for (int i = 0; i < FLOAT_POWERS.length; i++) {
      FLOAT_POWERS[i] = Float.parseFloat("1e" + i);
    }
  }

  private Precision() {}

  /** The nearest double, or NaN if it does not keep the number. */
  static double toDouble(NumberText number) {
    long power = number.exponent();
    if (number.significant() <= 15 && Math.abs(power) < DOUBLE_POWERS.length) {
      double digits = number.isNegative() ? -(double) number.digits() : number.digits();
      return power < 0 ? digits / DOUBLE_POWERS[(int) -power] : digits * DOUBLE_POWERS[(int) power];
    }
    double nearest = Double.parseDouble(number.toString());
    return number.isZero() || keeps(number, nearest, Double.toString(nearest))
        ? nearest
        : Double.NaN;
  }

  /** The nearest float, or NaN if it does not keep the number. */
  static float toFloat(NumberText number) {
    long power = number.exponent();
    if (number.significant() <= 6 && Math.abs(power) < FLOAT_POWERS.length) {
      float digits = number.isNegative() ? -(float) number.digits() : number.digits();
      return power < 0 ? digits / FLOAT_POWERS[(int) -power] : digits * FLOAT_POWERS[(int) power];
    }
    float nearest = Float.parseFloat(number.toString());
    return number.isZero() || keeps(number, nearest, Float.toString(nearest)) ? nearest : Float.NaN;
  }

  private static boolean keeps(NumberText number, double nearest, String printed) {
    if (Double.isInfinite(nearest) || nearest == 0) {
      return false;
    }
    BigDecimal written = number.big().stripTrailingZeros();
    BigDecimal twiceOff =
        new BigDecimal(nearest).subtract(written).abs().multiply(BigDecimal.valueOf(2));
    return twiceOff.compareTo(written.ulp()) <= 0
        || written.compareTo(new BigDecimal(printed)) == 0;
  }
}
