package io.framecount.counter.watch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * How much fits on a terminal.
 *
 * @param columns characters of a line
 * @param rows lines
 */
record TerminalSize(int columns, int rows) {
  private static final TerminalSize USUAL = new TerminalSize(80, 24);
  private static final int LEAST_COLUMNS = 20;
  private static final int LEAST_ROWS = 5;

  /** The size now, which a person may change at any time; Java can't ask, but {@code stty} can. */
  static TerminalSize now() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      stty.waitFor(1, TimeUnit.SECONDS);
      return parse(answer);
    } catch (IOException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /** Reads {@code 24 80}: rows, then columns. */
  static TerminalSize parse(String answer) {
    if (!answer.matches("[1-9]\\d{0,4} [1-9]\\d{0,4}")) {
      return USUAL;
    }
    String[] words = answer.split(" ", -1);
    return new TerminalSize(
        Math.max(LEAST_COLUMNS, Integer.parseInt(words[1])),
        Math.max(LEAST_ROWS, Integer.parseInt(words[0])));
  }
}
