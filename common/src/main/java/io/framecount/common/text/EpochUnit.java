package io.framecount.common.text;

/**
 * What a number means that stands for a point in time, since 1970-01-01T00:00:00Z.
 *
 * <p>A fraction is allowed. What is finer than the field's own unit is cut off, towards the past:
 * 1468244384.1239 s is 1468244384123 in a timestamp-millis.
 */
public enum EpochUnit {
  /**
   * By magnitude: below 10^11 seconds, below 10^14 milliseconds, below 10^17 microseconds, else
   * nanoseconds, whatever the sign. So every point in time from 1973-03-03 (10^11 ms) to the year
   * 5138 (10^11 s) is taken for what it is, in each unit.
   */
  AUTO(-1),
  SECONDS(0),
  MILLIS(3),
  MICROS(6),
  NANOS(9);

  private final int power;

  EpochUnit(int power) {
    this.power = power;
  }

  /** Which power of ten of the unit is a second. */
  public int powerFor(NumberText number) {
    return this == AUTO ? byMagnitude(number.integerDigits()) : power;
  }

  private static int byMagnitude(long integerDigits) {
    if (integerDigits <= 11) {
      return SECONDS.power;
    }
    if (integerDigits <= 14) {
      return MILLIS.power;
    }
    return integerDigits <= 17 ? MICROS.power : NANOS.power;
  }
}
