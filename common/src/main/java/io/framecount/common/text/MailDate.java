package io.framecount.common.text;

/**
 * Reads the dates of mails and of HTTP (RFC 5322, formerly RFC 2822 and RFC 1123), without
 * allocating: {@code Mon, 11 Jul 2016 13:39:00 +0000}. Weekday, seconds and zone may be missing; a
 * weekday that is not that of the date makes it none. The zone is ±hhmm, GMT, UTC, UT or Z. Years
 * have four digits. Not thread-safe.
 */
final class MailDate {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  /** Begins with the weekday of 1970-01-01. */
  private static final String WEEKDAYS = "thufrisatsunmontuewed";

  private static final int ANY = 7;
  private static final int NONE = -1;

  private byte[] text;
  private int at;
  private int end;
  private int offset;

  /** Reads {@code [from, to)} into {@code time}; returns false if it is no such date. */
  boolean read(byte[] text, int from, int to, IsoTime time) {
    this.text = text;
    at = from;
    end = to;
    int weekday = weekday();
    int day = number(1, 2);
    int month = blanks() ? word(MONTHS) + 1 : 0;
    int year = blanks() ? number(4, 4) : NONE;
    if (weekday == NONE
        || month == 0
        || year == NONE
        || !in(day, IsoTime.lengthOfMonth(year, month))) {
      return false;
    }
    long days = IsoTime.epochDay(year, month, day);
    boolean sameWeekday = weekday == ANY || weekday == Math.floorMod(days, 7);
    return day > 0 && sameWeekday && blanks() && clock(days, time);
  }

  private int weekday() {
    if (at < end && isDigit(text[at])) {
      return ANY;
    }
    int weekday = word(WEEKDAYS);
    if (!accept(',')) {
      return NONE;
    }
    blanks();
    return weekday;
  }

  private boolean clock(long days, IsoTime time) {
    int hour = number(2, 2);
    int minute = accept(':') ? number(2, 2) : NONE;
    int second = accept(':') ? number(2, 2) : 0;
    if (!in(hour, 23) || !in(minute, 59) || !in(second, 59)) {
      return false;
    }
    long secondOfDay = hour * 3600L + minute * 60L + second;
    boolean hasOffset = at < end;
    if (hasOffset && (!blanks() || !zone())) {
      return false;
    }
    time.set(days, secondOfDay, hasOffset ? offset : 0, hasOffset);
    return at == end;
  }

  private boolean zone() {
    boolean west = accept('-');
    if (west || accept('+')) {
      int hours = number(2, 2);
      int minutes = number(2, 2);
      offset = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
      return in(hours, 23) && in(minutes, 59);
    }
    offset = 0;
    return accept('Z') || (accept('U') ? accept('T') && (at == end || accept('C')) : accept("GMT"));
  }

  /** Passes over white space; false if there is none. */
  private boolean blanks() {
    int first = at;
    while (accept(' ')) {
      // The next may be one, too.
    }
    return at > first;
  }

  /** Returns which of the words of three letters, in any case, is next. */
  private int word(String words) {
    for (int i = 0; i < words.length() && end - at >= 3; i += 3) {
      if (lower(at) == words.charAt(i)
          && lower(at + 1) == words.charAt(i + 1)
          && lower(at + 2) == words.charAt(i + 2)) {
        at += 3;
        return i / 3;
      }
    }
    return NONE;
  }

  private boolean accept(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!accept(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean accept(char expected) {
    boolean there = at < end && text[at] == expected;
    at += there ? 1 : 0;
    return there;
  }

  private int lower(int place) {
    return text[place] | 0x20;
  }

  private int number(int fewest, int most) {
    int value = 0;
    int digits = 0;
    for (; digits < most && at < end && isDigit(text[at]); digits++, at++) {
      value = value * 10 + text[at] - '0';
    }
    return digits < fewest ? NONE : value;
  }

  private static boolean in(int value, int highest) {
    return value >= 0 && value <= highest;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
