package io.framecount.bench.contest;

import java.util.List;
import java.util.Locale;

/**
 * One of several ways to do the same work.
 *
 * @param name name in tables and charts
 * @param ours whether it is Framecount
 * @param rounds number of runs: fewer for slow ones
 */
public record Contender(String name, boolean ours, int rounds, Work work) {
  /** Returns a contender of ours, which runs in all rounds. */
  public static Contender ours(String name, int rounds, Work work) {
    return new Contender(name, true, rounds, work);
  }

  /** Returns a contender of somebody else's. */
  public static Contender other(String name, int rounds, Work work) {
    return new Contender(name, false, rounds, work);
  }

  /** Returns whether its name contains one of the parts, such as plain-java. */
  public boolean isNamed(List<String> parts) {
    String plain = name.toLowerCase(Locale.ROOT);
    return parts.isEmpty()
        || parts.stream().anyMatch(part -> plain.contains(part.replace('-', ' ')));
  }
}
