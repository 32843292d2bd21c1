package io.framecount.common.cli;

import java.util.List;

/** The format of messages on stderr. */
public enum LogFormat {
  /** In sentences, for people. */
  TEXT,
  /** In lines of one JSON object each, for programs. */
  JSON;

  static final String OPTION = "--log-format";

  /**
   * Returns the format that the arguments ask for. Read before they are parsed, because parse
   * errors use this format too.
   */
  static LogFormat askedBy(String... args) {
    List<String> words = List.of(args);
    for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
      boolean next = words.get(i).equals(OPTION) && i + 1 < words.size();
      String asked = next ? OPTION + "=" + words.get(i + 1) : words.get(i);
      if (asked.equalsIgnoreCase(OPTION + "=" + JSON)) {
        return JSON;
      }
    }
    return TEXT;
  }
}
