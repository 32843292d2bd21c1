package io.framecount.common.cli;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that no message may show. Whoever learns one from the user says so here, and all that
 * {@link Cli} prints of failures is masked: a library's exception may quote what it was given. Kept
 * for the whole process, as its output streams are. Thread-safe.
 */
public final class Secrets {
  /** Shorter ones would be found in any text, and mask it. */
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

  /** The text with all secrets hidden. */
  public static String masked(String text) {
    String masked = text;
    for (String secret :
        VALUES.stream().sorted(Comparator.comparing(String::length).reversed()).toList()) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }
}
