package io.framecount.loader.convert.stored;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.framecount.common.text.NumberText;
import java.math.BigDecimal;

/**
 * Binary floating point, and whether it keeps a number as written: the digits can be recovered by
 * rounding the float or double to as many of them (trailing zeros not counted), or they are the
 * digits that Java itself prints for it. So both keep 0.1, no double keeps 9007199254740993 (it
 * becomes …992), and no float keeps 3.14159265.
 *
 * <p>A double keeps every number of up to 15 digits and a float of up to 6, by the width of the
 * significand; if the power of ten is small too, one exact multiplication or division gives the
 * nearest value (W. Clinger, "How to Read Floating Point Numbers Accurately", 1990). Only other
 * numbers allocate.
 */
public final class Precision {
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

  /** The nearest double, which may be infinite, or zero for a number that is not. */
  public static double toDouble(NumberText number) {
    long power = number.exponent();
    if (isShortDouble(number)) {
      double digits = number.isNegative() ? -(double) number.digits() : number.digits();
      return power < 0 ? digits / DOUBLE_POWERS[(int) -power] : digits * DOUBLE_POWERS[(int) power];
    }
    return Double.parseDouble(number.toString());
  }

  /** The nearest float, which may be infinite, or zero for a number that is not. */
  public static float toFloat(NumberText number) {
    long power = number.exponent();
    if (isShortFloat(number)) {
      float digits = number.isNegative() ? -(float) number.digits() : number.digits();
      return power < 0 ? digits / FLOAT_POWERS[(int) -power] : digits * FLOAT_POWERS[(int) power];
    }
    return Float.parseFloat(number.toString());
  }

  /**
   * Returns whether the nearest float or double keeps the number.
   *
   * @param nearest finite, and zero only if the number is
   */
  public static boolean keeps(NumberText number, double nearest, boolean isDouble) {
    if (nearest == 0 || (isDouble ? isShortDouble(number) : isShortFloat(number))) {
      return true;
    }
    String printed = isDouble ? Double.toString(nearest) : Float.toString((float) nearest);
    BigDecimal written = number.big().stripTrailingZeros();
    BigDecimal twiceOff =
        new BigDecimal(nearest).subtract(written).abs().multiply(BigDecimal.valueOf(2));
    return twiceOff.compareTo(written.ulp()) <= 0
        || written.compareTo(new BigDecimal(printed)) == 0;
  }

  /** The shortest decimal that is this float and no other, as the counter writes users. */
  public static String text(float value) {
    return NumberOutput.toString(value, true);
  }

  /**
   * The shortest decimal that is this double and no other. Java 17 itself prints longer ones for
   * some.
   */
  public static String text(double value) {
    return NumberOutput.toString(value, true);
  }

  private static boolean isShortDouble(NumberText number) {
    return number.significant() <= 15 && Math.abs(number.exponent()) < DOUBLE_POWERS.length;
  }

  private static boolean isShortFloat(NumberText number) {
    return number.significant() <= 6 && Math.abs(number.exponent()) < FLOAT_POWERS.length;
  }
}
