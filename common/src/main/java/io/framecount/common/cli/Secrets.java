package io.framecount.common.cli;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that no message may show. Code that reads a secret registers it here, and {@link Cli}
 * masks it in every failure, since a library's exception may quote its input. Secrets are kept for
 * the whole process, like its output streams. Thread-safe.
 */
public final class Secrets {
  /** The shortest secret that is masked; shorter ones would match in any text. */
  private static final int SHORTEST = 4;

  private static final String MASK = "[hidden]";
  private static final Set<String> VALUES = ConcurrentHashMap.newKeySet();

  private Secrets() {}

  /** Notes a value that must not be shown. */
  public static void keep(String value) {
    if (value != null && value.length() >= SHORTEST) {
      VALUES.add(value);
    }
  }

  /** Returns the text with all secrets hidden. */
  public static String masked(String text) {
    String masked = text;
    for (String secret :
        VALUES.stream().sorted(Comparator.comparing(String::length).reversed()).toList()) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }
}
