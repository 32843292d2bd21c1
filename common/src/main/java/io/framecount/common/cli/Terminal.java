package io.framecount.common.cli;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/**
 * Knows whether the streams of this process are terminals. Java 17 can tell only for stdin and
 * stdout together, so the launchers in {@code bin} check and pass the answers as system properties.
 */
public final class Terminal {
  /** The system property that the launchers set if stderr is a terminal. */
  static final String STDERR = "framecount.tty.stderr";

  private Terminal() {}

  /** Returns whether stdout is a person's terminal. */
  public static boolean stdout() {
    return Boolean.getBoolean("framecount.tty.stdout");
  }

  /**
   * Returns whether stderr is a person's terminal, so that a progress bar may redraw its line
   * there.
   */
  public static boolean stderr() {
    return Boolean.getBoolean(STDERR);
  }

  /** Colours for a terminal only, and none where {@code NO_COLOR} is set (no-color.org). */
  static ColorScheme colors(boolean terminal) {
    return colors(terminal, System.getenv("NO_COLOR"));
  }

  static ColorScheme colors(boolean terminal, String noColor) {
    boolean colored = terminal && (noColor == null || noColor.isEmpty());
    return Help.defaultColorScheme(colored ? Ansi.ON : Ansi.OFF);
  }
}
