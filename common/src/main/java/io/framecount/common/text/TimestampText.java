package io.framecount.common.text;

import java.time.ZoneId;

/**
 * Reads points in time as they appear in JSON: a number since 1970 in an {@link EpochUnit}, such a
 * number in a string, ISO 8601 text, or the date of a mail. Text without an offset from UTC is
 * local time in a zone. Digits finer than the wanted unit are cut off, towards the past. Allocates
 * nothing for valid times. Not thread-safe.
 */
public final class TimestampText {
  private final EpochUnit unit;
  private final NumberText number;
  private final IsoTime time;
  private final MailDate mail = new MailDate();
  private final ZoneClock zone;
  private boolean cut;
  private boolean isNumber;
  private boolean clockChange;

  /**
   * @param unit the unit of numbers
   * @param zone the zone of text without an offset
   */
  public TimestampText(EpochUnit unit, ZoneId zone) {
    this(unit, zone, new NumberText(), new IsoTime());
  }

  /** Creates a reader that shares its parsers with other readers. */
  public TimestampText(EpochUnit unit, ZoneId zone, NumberText number, IsoTime time) {
    this.unit = unit;
    this.number = number;
    this.time = time;
    this.zone = new ZoneClock(zone);
  }

  /**
   * Reads a JSON number.
   *
   * @param power the power of ten of the wanted unit that makes a second: 3 for milliseconds
   * @return null, or the reason why there is no {@link #value}
   */
  public Misfit readNumber(byte[] text, int start, int end, int power) {
    return number.read(text, start, end) ? scaled(power) : Misfit.OUT_OF_RANGE;
  }

  /**
   * Reads the content of a JSON string: a time, or else a number.
   *
   * @param power as in {@link #readNumber}
   * @param numbers whether a number is allowed
   * @param local whether local time is wanted, which can't have an offset from UTC
   * @return null, or the reason why there is no {@link #value}
   */
  public Misfit readString(
      byte[] text, int start, int end, int power, boolean numbers, boolean local) {
    if (!time.readDateTime(text, start, end)) {
      if (numbers && number.read(text, start, end)) {
        return scaled(power);
      }
      if (!mail.read(text, start, end, time)) {
        return Misfit.NO_TIME;
      }
    }
    isNumber = false;
    return local && time.hasOffset() ? Misfit.NO_TIME : setFromTime(power, local);
  }

  /** The result of the last reading that returned null, in the wanted unit since 1970. */
  public long value() {
    return number.value();
  }

  /** Returns whether the last {@link #value} lost digits that were finer than its unit. */
  public boolean isCut() {
    return cut;
  }

  /** Returns whether the last {@link #value} was read from a number. */
  public boolean isNumber() {
    return isNumber;
  }

  /** Returns whether the last text had no offset from UTC. */
  public boolean lacksOffset() {
    return !isNumber && !time.hasOffset();
  }

  /**
   * Returns whether the last text, without an offset, shows a time that the zone's clocks skip or
   * show twice: the first of two counts, and a skipped one is moved forward.
   */
  public boolean isClockChange() {
    return clockChange;
  }

  private Misfit scaled(int power) {
    isNumber = true;
    clockChange = false;
    Misfit misfit = number.scaled(power - unit.powerFor(number), true);
    cut = number.isCut();
    return misfit;
  }

  private Misfit setFromTime(int power, boolean local) {
    long unitsPerSecond = NumberText.power(power);
    long seconds = time.epochSecond();
    clockChange = false;
    if (!local && !time.hasOffset()) {
      seconds -= zone.offsetAt(seconds);
      clockChange = zone.isChanging();
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
