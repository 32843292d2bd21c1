package io.framecount.common.text;

import java.time.ZoneId;

/**
 * Reads points in time as JSON has them: a number since 1970 by {@link EpochUnit}, one in a string,
 * or ISO 8601 text. Text without an offset from UTC is what the clocks of a zone showed. What is
 * finer than the wanted unit is cut off, towards the past. Allocates nothing for what fits. Not
 * thread-safe.
 */
public final class TimestampText {
  private final EpochUnit unit;
  private final NumberText number;
  private final IsoTime time;
  private final ZoneClock zone;
  private boolean cut;
  private boolean isNumber;

  /**
   * @param unit what a number means
   * @param zone whose clocks text without an offset was read from
   */
  public TimestampText(EpochUnit unit, ZoneId zone) {
    this(unit, zone, new NumberText(), new IsoTime());
  }

  /** With views that are shared with other readers. */
  public TimestampText(EpochUnit unit, ZoneId zone, NumberText number, IsoTime time) {
    this.unit = unit;
    this.number = number;
    this.time = time;
    this.zone = new ZoneClock(zone);
  }

  /**
   * Reads a JSON number.
   *
   * @param power which power of ten of the wanted unit is a second: 3 for milliseconds
   * @return null, or why there is no {@link #value}
   */
  public Misfit readNumber(byte[] text, int start, int end, int power) {
    return number.read(text, start, end) ? scaled(power) : Misfit.OUT_OF_RANGE;
  }

  /**
   * Reads what stands in a JSON string: a time, or else a number.
   *
   * @param power as in {@link #readNumber}
   * @param numbers whether a number is taken too
   * @param local whether what the clocks showed is wanted, which can't have an offset from UTC
   * @return null, or why there is no {@link #value}
   */
  public Misfit readString(
      byte[] text, int start, int end, int power, boolean numbers, boolean local) {
    if (time.readDateTime(text, start, end)) {
      isNumber = false;
      return local && time.hasOffset() ? Misfit.NO_TIME : setFromTime(power, local);
    }
    return numbers && number.read(text, start, end) ? scaled(power) : Misfit.NO_TIME;
  }

  /** The result of the last reading that returned null, in the wanted unit since 1970. */
  public long value() {
    return number.value();
  }

  /** Returns whether the last {@link #value} lacks digits that were finer than its unit. */
  public boolean isCut() {
    return cut;
  }

  /** Returns whether what was read last, and has a {@link #value}, is a number. */
  public boolean isNumber() {
    return isNumber;
  }

  /** Returns whether what was read last is a text without an offset from UTC. */
  public boolean lacksOffset() {
    return !isNumber && !time.hasOffset();
  }

  private Misfit scaled(int power) {
    isNumber = true;
    Misfit misfit = number.scaled(power - unit.powerFor(number), true);
    cut = number.isCut();
    return misfit;
  }

  private Misfit setFromTime(int power, boolean local) {
    long unitsPerSecond = NumberText.power(power);
    long seconds = time.epochSecond();
    if (!local && !time.hasOffset()) {
      seconds -= zone.offsetAt(seconds);
    }
    if (Math.abs(seconds) >= Long.MAX_VALUE / unitsPerSecond) {
      return Misfit.OUT_OF_RANGE;
    }
    long nanosPerUnit = NumberText.power(9 - power);
    cut = time.isCut() || time.nanos() % nanosPerUnit != 0;
    number.set(seconds * unitsPerSecond + time.nanos() / nanosPerUnit);
    return null;
  }
}
