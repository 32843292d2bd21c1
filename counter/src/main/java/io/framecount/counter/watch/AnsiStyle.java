package io.framecount.counter.watch;

/** Letters that stand out, or don't: {@code NO_COLOR} leaves them plain (no-color.org). */
enum AnsiStyle {
  PLAIN {
    @Override
    String strong(String text) {
      return text;
    }

    @Override
    String faint(String text) {
      return text;
    }
  },
  TERMINAL {
    @Override
    String strong(String text) {
      return "\u001b[1m" + text + RESET;
    }

    @Override
    String faint(String text) {
      return "\u001b[2m" + text + RESET;
    }
  };

  private static final String RESET = "\u001b[0m";

  abstract String strong(String text);

  abstract String faint(String text);

  static AnsiStyle of(String noColor) {
    return noColor == null || noColor.isEmpty() ? TERMINAL : PLAIN;
  }
}
