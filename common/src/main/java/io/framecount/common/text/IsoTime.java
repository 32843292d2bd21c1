package io.framecount.common.text;

import java.util.Arrays;

/**
 * Reads the dates and times of ISO 8601 that machines write (RFC 3339 and a little more), without
 * allocating: {@code 2016-07-11}, {@code 13:39:44.5}, {@code 2016-07-11T13:39:44+02:00}. Date and
 * time are separated by T, t or a space; seconds and fraction are optional; the fraction may have
 * any number of digits, of which nine count. The offset, after a space if need be, is Z, z, UTC,
 * GMT, ±hh:mm, ±hhmm or ±hh; a zone in brackets (RFC 9557) may follow it, and UTC may follow +0000,
 * as Go prints it. Years have four digits, or a sign and four to nine. No leap seconds, no 24:00.
 * Not thread-safe.
 */
public final class IsoTime {
  private static final long DAY = 86_400;
  private static final int NO_YEAR = Integer.MIN_VALUE;
  private static final byte[] UTC = {'U', 'T', 'C'};
  private static final byte[] GMT = {'G', 'M', 'T'};

  private byte[] text;
  private int at;
  private int end;
  private long days;
  private long secondOfDay;
  private int nanos;
  private int offset;
  private boolean hasOffset;
  private boolean cut;

  public boolean readDate(byte[] text, int from, int to) {
    begin(text, from, to);
    return date() && at == end;
  }

  public boolean readTime(byte[] text, int from, int to) {
    begin(text, from, to);
    return time() && at == end;
  }

  /** Reads a date and time, or a date alone, which means its midnight. */
  public boolean readDateTime(byte[] text, int from, int to) {
    begin(text, from, to);
    if (!date()) {
      return false;
    }
    return at == end || (separator() && time() && offset() && at == end);
  }

  /** Days since 1970-01-01. */
  public long days() {
    return days;
  }

  /** Nanoseconds since midnight. */
  public long nanoOfDay() {
    return secondOfDay * 1_000_000_000 + nanos;
  }

  /** Returns whether the text has an offset from UTC; a missing one counts as zero. */
  public boolean hasOffset() {
    return hasOffset;
  }

  /** Seconds since 1970-01-01T00:00:00Z, rounded down. */
  public long epochSecond() {
    return days * DAY + secondOfDay - offset;
  }

  public int nanos() {
    return nanos;
  }

  /** Returns whether the fraction had digits beyond the nine that count. */
  public boolean isCut() {
    return cut;
  }

  /** Takes a time that was read in another way, without a fraction. */
  void set(long epochDay, long second, int secondsEast, boolean offsetKnown) {
    days = epochDay;
    secondOfDay = second;
    nanos = 0;
    offset = secondsEast;
    hasOffset = offsetKnown;
    cut = false;
  }

  private void begin(byte[] text, int from, int to) {
    this.text = text;
    at = from;
    end = to;
    secondOfDay = 0;
    nanos = 0;
    offset = 0;
    hasOffset = false;
    cut = false;
  }

  private boolean date() {
    int year = year();
    int month = accept('-') ? number(2) : -1;
    int day = accept('-') ? number(2) : -1;
    if (year == NO_YEAR || month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) {
      return false;
    }
    days = epochDay(year, month, day);
    return true;
  }

  private int year() {
    boolean negative = accept('-');
    if (!negative && !accept('+')) {
      int year = number(4);
      return year < 0 ? NO_YEAR : year;
    }
    int digits = 0;
    while (at + digits < end && isDigit(text[at + digits])) {
      digits++;
    }
    if (digits < 4 || digits > 9) {
      return NO_YEAR;
    }
    int year = number(digits);
    return negative ? -year : year;
  }

  private boolean time() {
    int hour = number(2);
    int minute = accept(':') ? number(2) : -1;
    int second = 0;
    if (accept(':')) {
      second = number(2);
      if (accept('.') || accept(',')) {
        if (!fraction()) {
          return false;
        }
      }
    }
    secondOfDay = hour * 3600L + minute * 60L + second;
    return in(hour, 23) && in(minute, 59) && in(second, 59);
  }

  private boolean fraction() {
    int first = at;
    int scale = 100_000_000;
    for (; at < end && isDigit(text[at]); at++) {
      nanos += (text[at] - '0') * scale;
      cut |= scale == 0 && text[at] != '0';
      scale /= 10;
    }
    return at > first;
  }

  private boolean offset() {
    if (at == end) {
      return true;
    }
    hasOffset = true;
    accept(' ');
    if (accept('Z') || accept('z') || accept(UTC) || accept(GMT)) {
      return at == end || region();
    }
    boolean west = accept('-');
    if (!west && !accept('+')) {
      return false;
    }
    int hours = number(2);
    int minutes = at < end && isDigitOrColon(text[at]) ? minutesOfOffset() : 0;
    int seconds = hours * 3600 + minutes * 60;
    offset = west ? -seconds : seconds;
    boolean known = in(hours, 23) && in(minutes, 59);
    return known && (at == end || (accept(' ') ? offset == 0 && accept(UTC) : region()));
  }

  /** Passes over the name of a zone, which adds nothing to the offset before it. */
  private boolean region() {
    int first = at + 1;
    if (accept('[')) {
      while (at < end && isOfRegion(text[at])) {
        at++;
      }
    }
    return at > first && accept(']');
  }

  private int minutesOfOffset() {
    accept(':');
    return number(2);
  }

  private boolean separator() {
    return accept('T') || accept('t') || accept(' ');
  }

  private boolean accept(char expected) {
    boolean there = at < end && text[at] == expected;
    at += there ? 1 : 0;
    return there;
  }

  private boolean accept(byte[] word) {
    boolean there =
        end - at >= word.length && Arrays.equals(text, at, at + word.length, word, 0, word.length);
    at += there ? word.length : 0;
    return there;
  }

  private int number(int length) {
    int value = 0;
    for (int i = 0; i < length; i++, at++) {
      if (at >= end || !isDigit(text[at])) {
        return -1;
      }
      value = value * 10 + text[at] - '0';
    }
    return value;
  }

  private static boolean in(int value, int highest) {
    return value >= 0 && value <= highest;
  }

  private static boolean isDigitOrColon(byte b) {
    return isDigit(b) || b == ':';
  }

  private static boolean isOfRegion(byte b) {
    return isDigitOrColon(b)
        || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')
        || b == '/'
        || b == '_'
        || b == '+'
        || b == '-';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static int lengthOfMonth(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /**
   * Returns the day in the proleptic Gregorian calendar; years are counted from March so that the
   * leap day is last.
   */
  static long epochDay(int year, int month, int day) {
    long y = month > 2 ? year : year - 1L;
    long leapDays = Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    int fromMarch = (month + 9) % 12;
    return y * 365 + leapDays + (153 * fromMarch + 2) / 5 + day - 719_469;
  }
}
