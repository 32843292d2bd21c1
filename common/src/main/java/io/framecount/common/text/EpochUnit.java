package io.framecount.common.text;

import java.util.Locale;

/**
 * The unit of a number that stands for a point in time, counted from 1970-01-01T00:00:00Z.
 *
 * <p>A fraction is allowed. Digits finer than the field's own unit are cut off, towards the past:
 * 1468244384.1239 s is 1468244384123 in a timestamp-millis.
 */
public enum EpochUnit {
  /**
   * By magnitude, whatever the sign: below 10^11 seconds, below 10^14 milliseconds, below 10^17
   * microseconds, else nanoseconds. This is right in each unit for every point in time from
   * 1973-03-03 (10^11 ms) to the year 5138 (10^11 s).
   */
  AUTO(-1, ""),
  SECONDS(0, "seconds"),
  MILLIS(3, "milliseconds"),
  MICROS(6, "microseconds"),
  NANOS(9, "nanoseconds");

  /** The earliest time in milliseconds that is recognized: 1973-03-03T09:46:40Z, 10^8 s. */
  private static final long LEAST_MILLIS = 100_000_000_000L;

  private static final long LEAST_MICROS = 100_000_000_000_000L;
  private static final long LEAST_NANOS = 100_000_000_000_000_000L;

  private final int power;
  private final String words;

  EpochUnit(int power, String words) {
    this.power = power;
    this.words = words;
  }

  /** Returns the power of ten of the unit that makes a second. */
  public int powerFor(NumberText number) {
    return this == AUTO ? powerByMagnitude(number.integerDigits()) : power;
  }

  /** Returns this unit, or for {@link #AUTO} the one that a number's magnitude suggests. */
  public EpochUnit of(double number) {
    return this == AUTO ? byMagnitude(number) : this;
  }

  /** Returns this unit, or for {@link #AUTO} the one that a whole number's magnitude suggests. */
  public EpochUnit of(long number) {
    if (this != AUTO) {
      return this;
    }
    if (number < LEAST_MILLIS && number > -LEAST_MILLIS) {
      return SECONDS;
    }
    if (number < LEAST_MICROS && number > -LEAST_MICROS) {
      return MILLIS;
    }
    return number < LEAST_NANOS && number > -LEAST_NANOS ? MICROS : NANOS;
  }

  /**
   * Converts a number of this unit, which must not be {@link #AUTO}, to milliseconds, rounded down;
   * returns the nearest that a long can hold.
   */
  public long toMillis(long number) {
    return switch (this) {
      case MILLIS -> number;
      case MICROS -> Math.floorDiv(number, 1_000L);
      case NANOS -> Math.floorDiv(number, 1_000_000L);
      default -> saturated(number);
    };
  }

  /** Converts a finite number with a fraction to milliseconds. */
  public long toMillis(double number) {
    return switch (this) {
      case MILLIS -> (long) Math.floor(number);
      case MICROS -> (long) Math.floor(number / 1e3);
      case NANOS -> (long) Math.floor(number / 1e6);
      default -> (long) Math.floor(number * 1e3);
    };
  }

  /** Returns the nanoseconds in one of this unit, which must not be {@link #AUTO}. */
  public long nanos() {
    return NumberText.power(9 - power);
  }

  /**
   * Returns whether a number of this unit is an unlikely time: after 1970, but before 1973-03-03,
   * where its magnitude suggests a coarser unit.
   */
  public boolean isDoubtful(long millis) {
    return millis < LEAST_MILLIS && millis > 0 && this != SECONDS && this != AUTO;
  }

  /** Returns the unit's name in option {@code --epoch-unit}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the unit's plural, for people. */
  public String words() {
    return words;
  }

  private static EpochUnit byMagnitude(double number) {
    double size = Math.abs(number);
    if (size < LEAST_MILLIS) {
      return SECONDS;
    }
    if (size < LEAST_MICROS) {
      return MILLIS;
    }
    return size < LEAST_NANOS ? MICROS : NANOS;
  }

  private static long saturated(long seconds) {
    long millis = seconds * 1_000;
    if (Math.multiplyHigh(seconds, 1_000L) == millis >> 63) {
      return millis;
    }
    return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static int powerByMagnitude(long integerDigits) {
    if (integerDigits <= 11) {
      return SECONDS.power;
    }
    if (integerDigits <= 14) {
      return MILLIS.power;
    }
    return integerDigits <= 17 ? MICROS.power : NANOS.power;
  }
}
