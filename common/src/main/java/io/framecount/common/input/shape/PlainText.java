package io.framecount.common.input.shape;

import java.util.regex.Pattern;

/** The beginning of what does not begin as JSON: markup, or no text at all. */
final class PlainText {
  /** Fewer characters may be a broken line. */
  private static final int ENOUGH = 256;

  /** One character in so many is none of a text, in what is no text. */
  private static final int STRANGE = 10;

  private static final Pattern OBJECT_ON_A_LINE =
      Pattern.compile("(?m)^[ \t\ufeff]*\\{[ \t]*[\"}]");
  private static final Pattern TAG = Pattern.compile("(?s)<[?!/A-Za-z].*>.*");

  private static final Shape MARKUP = Shape.foreign("XML or HTML", "", "");
  private static final Shape BINARY = Shape.foreign("binary data", "", "");

  private PlainText() {}

  /**
   * Tells what it is, if no line begins as an object does.
   *
   * @param text the bytes as UTF-8, as far as they are that
   * @param all whether more would tell no more
   * @return null if it may be lines of JSON, of which some are bad
   */
  static Shape foreign(String text, boolean all) {
    if (OBJECT_ON_A_LINE.matcher(text).find()) {
      return null;
    }
    if (TAG.matcher(text).matches()) {
      return MARKUP;
    }
    if (text.length() < ENOUGH || !isBinary(text)) {
      return null;
    }
    return all ? BINARY : Shape.UNDECIDED;
  }

  /** A file may begin with a hole, which lines follow: zero bytes at its beginning say nothing. */
  private static boolean isBinary(String text) {
    int from = 0;
    while (from < text.length() && text.charAt(from) == 0) {
      from++;
    }
    long strange = text.chars().skip(from).filter(PlainText::isStrange).count();
    return strange > (text.length() - from) / STRANGE;
  }

  private static boolean isStrange(int character) {
    return character == '\ufffd'
        || (character < ' ' && "\t\n\r\f\b\u001b\u001e".indexOf(character) < 0);
  }
}
