package io.framecount.common.cli;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/**
 * What the streams of this process are connected to. Java 17 can tell only of stdin and stdout
 * together, so the launchers in {@code bin} look and pass on what they saw as system properties.
 */
public final class Terminal {
  /** The launchers' word on stderr. */
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
