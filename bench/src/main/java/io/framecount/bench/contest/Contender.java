package io.framecount.bench.contest;

import java.util.List;
import java.util.Locale;

/**
 * One of several ways to do the same work.
 *
 * @param name for tables and charts
 * @param ours whether it is Framecount
 * @param rounds how often it runs: slow ones less often than others
 */
public record Contender(String name, boolean ours, int rounds, Work work) {
  /** Ours, which always runs in all rounds. */
  public static Contender ours(String name, int rounds, Work work) {
    return new Contender(name, true, rounds, work);
  }

  /** Somebody else's. */
  public static Contender other(String name, int rounds, Work work) {
    return new Contender(name, false, rounds, work);
  }

  /**
   * Returns whether it is one of those that are asked for by a part of the name, as in plain-java.
   */
  public boolean isNamed(List<String> parts) {
    String plain = name.toLowerCase(Locale.ROOT);
    return parts.isEmpty()
        || parts.stream().anyMatch(part -> plain.contains(part.replace('-', ' ')));
  }
}
