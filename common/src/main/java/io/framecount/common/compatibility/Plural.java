package io.framecount.common.compatibility;

import java.util.List;

/** Names in a sentence. */
final class Plural {
  private static final int SHOWN = 5;

  private Plural() {}

  /**
   * Such as {@code symbol A}, {@code symbols A and B} or {@code symbols A, B, C, D, E and 7 more}.
   */
  static String symbols(List<String> names) {
    return (names.size() == 1 ? "symbol " : "symbols ") + list(names);
  }

  private static String list(List<String> names) {
    if (names.size() == 1) {
      return names.get(0);
    }
    boolean all = names.size() <= SHOWN;
    int shown = all ? names.size() - 1 : SHOWN;
    String last = all ? names.get(shown) : "%,d more".formatted(names.size() - SHOWN);
    return String.join(", ", names.subList(0, shown)) + " and " + last;
  }
}
