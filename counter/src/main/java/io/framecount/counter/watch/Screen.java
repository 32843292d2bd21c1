package io.framecount.counter.watch;

import java.io.PrintWriter;
import java.util.List;

/**
 * Lines that are drawn again in the same place of a terminal. What was on it before stays above,
 * and the last drawing stays when it ends. Used by one thread.
 */
final class Screen implements AutoCloseable {
  private static final String ESCAPE = "\u001b[";
  private static final String HIDE_CURSOR = ESCAPE + "?25l";
  private static final String SHOW_CURSOR = ESCAPE + "?25h";

  /** Otherwise a line that is too long would become two, and the place be lost. */
  private static final String CUT_LINES = ESCAPE + "?7l";

  private static final String WRAP_LINES = ESCAPE + "?7h";
  private static final String CLEAR = ESCAPE + "2J" + ESCAPE + "H";
  private static final String CLEAR_TO_LINE_END = ESCAPE + "K";
  private static final String CLEAR_BELOW = ESCAPE + "J";

  private final PrintWriter out;
  private TerminalSize size;
  private int drawn;

  Screen(PrintWriter out) {
    this.out = out;
  }

  /**
   * Draws.
   *
   * @param lines fewer than the terminal has rows
   */
  void draw(List<String> lines, TerminalSize now) {
    StringBuilder text = new StringBuilder();
    if (size == null) {
      text.append(HIDE_CURSOR).append(CUT_LINES);
    } else if (!size.equals(now)) {
      // The terminal may have broken and moved lines, nobody knows how.
      text.append(CLEAR);
    } else {
      text.append('\r').append(ESCAPE).append(drawn).append('A');
    }
    lines.forEach(line -> text.append(line).append(CLEAR_TO_LINE_END).append('\n'));
    text.append(CLEAR_BELOW);
    out.print(text);
    out.flush();
    size = now;
    drawn = lines.size();
  }

  /** Gives the terminal back as it was, below the last drawing; also wipes out the {@code ^C}. */
  @Override
  public void close() {
    if (size != null) {
      out.print("\r" + CLEAR_BELOW + WRAP_LINES + SHOW_CURSOR);
      out.flush();
    }
  }
}
