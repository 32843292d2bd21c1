package io.framecount.counter.view;

/** Width of the terminal, as the shell tells it. */
final class TerminalWidth {
  private static final int USUAL = 80;
  private static final int LEAST = 40;

  private TerminalWidth() {}

  static int columns() {
    return parse(System.getenv("COLUMNS"));
  }

  static int parse(String columns) {
    if (columns == null || !columns.matches("[1-9]\\d{0,4}")) {
      return USUAL;
    }
    return Math.max(LEAST, Integer.parseInt(columns));
  }
}
