package io.framecount.counter.partial;

import java.util.regex.Pattern;

/**
 * The names of groups: the value of the field, or a name in parentheses if there is none. A value
 * that looks like such a name gets one more pair of parentheses, so that the two can't be confused.
 * Long values are cut, as they become part of keys.
 */
public final class GroupName {
  /** Group of the frames without a value. */
  public static final String NONE = "(none)";

  /** Group of the frames that came when a window had as many groups as it may have. */
  public static final String OTHER = "(other)";

  static final int LONGEST = 200;

  private static final Pattern RESERVED = Pattern.compile("\\(+(none|other)\\)+");

  private GroupName() {}

  public static String of(String value) {
    String cut = value;
    if (value.length() > LONGEST) {
      int end = Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
      cut = value.substring(0, end) + "…";
    }
    return RESERVED.matcher(cut).matches() ? "(" + cut + ")" : cut;
  }
}
