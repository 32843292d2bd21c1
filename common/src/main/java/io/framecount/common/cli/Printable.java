package io.framecount.common.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes text safe to show: a value from a frame must not control the terminal, change the direction
 * of the text beside it, or break its line. Output for programs is not changed.
 */
public final class Printable {
  private Printable() {}

  /**
   * Returns the text with escapes, such as {@code \t} and {@code \u001b}, for control characters.
   */
  public static String of(String text) {
    if (text.chars().noneMatch(Printable::isObeyed)) {
      return text;
    }
    StringBuilder printable = new StringBuilder();
    text.chars().forEach(c -> printable.append(isObeyed(c) ? escape((char) c) : (char) c));
    return printable.toString();
  }

  /** Returns the printable forms of many texts, as a list that can grow. */
  public static List<String> all(List<String> texts) {
    return texts.stream().map(Printable::of).collect(Collectors.toCollection(ArrayList::new));
  }

  /** Returns whether a terminal would act on a character instead of showing it. */
  private static boolean isObeyed(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      // Directional marks, embeddings, overrides and isolates.
      default ->
          c == 0x061c
              || c == 0x200e
              || c == 0x200f
              || within(c, 0x202a, 0x202e)
              || within(c, 0x2066, 0x2069);
    };
  }

  private static boolean within(int c, int first, int last) {
    return first <= c && c <= last;
  }

  private static String escape(char c) {
    return switch (c) {
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default -> "\\u%04x".formatted((int) c);
    };
  }
}
