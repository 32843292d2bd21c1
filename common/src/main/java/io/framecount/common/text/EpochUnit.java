package io.framecount.common.text;

import java.util.Locale;

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
  AUTO(-1, ""),
  SECONDS(0, "seconds"),
  MILLIS(3, "milliseconds"),
  MICROS(6, "microseconds"),
  NANOS(9, "nanoseconds");

  /** In milliseconds, 1973-03-03T09:46:40Z: 10^8 s. */
  private static final long LEAST_MILLIS = 100_000_000_000L;

  private static final long LEAST_MICROS = 100_000_000_000_000L;
  private static final long LEAST_NANOS = 100_000_000_000_000_000L;

  private final int power;
  private final String words;

  EpochUnit(int power, String words) {
    this.power = power;
    this.words = words;
  }

  /** Returns which power of ten of the unit is a second. */
  public int powerFor(NumberText number) {
    return this == AUTO ? powerByMagnitude(number.integerDigits()) : power;
  }

  /** This unit, or for {@link #AUTO} the one that the magnitude of a number speaks for. */
  public EpochUnit of(double number) {
    return this == AUTO ? byMagnitude(number) : this;
  }

  /** The same for a whole number, exactly. */
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
   * A number of this unit, which must not be {@link #AUTO}, in milliseconds, rounded down; the
   * nearest that a long can hold.
   */
  public long toMillis(long number) {
    return switch (this) {
      case MILLIS -> number;
      case MICROS -> Math.floorDiv(number, 1_000L);
      case NANOS -> Math.floorDiv(number, 1_000_000L);
      default -> saturated(number);
    };
  }

  /** The same for a number with a fraction, which must be finite. */
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
   * Returns whether a plain number that is this time in this unit can hardly be when something
   * happened: after 1970, but before 1973-03-03, where its magnitude speaks for a coarser unit.
   */
  public boolean isDoubtful(long millis) {
    return millis < LEAST_MILLIS && millis > 0 && this != SECONDS && this != AUTO;
  }

  /** As the option {@code --epoch-unit} calls it. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In the plural, for people. */
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
