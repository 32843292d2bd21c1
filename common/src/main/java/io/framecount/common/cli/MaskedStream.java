package io.framecount.common.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Hides {@link Secrets} in what libraries log. They write each message as a whole, so that is where
 * it looks.
 */
final class MaskedStream extends FilterOutputStream {
  private MaskedStream(OutputStream out) {
    super(out);
  }

  /** A stream to print on instead of the given one. */
  static PrintStream over(PrintStream stream) {
    return new PrintStream(new MaskedStream(stream), true, UTF_8);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    String text = new String(bytes, from, length, UTF_8);
    String masked = Secrets.masked(text);
    if (masked.equals(text)) {
      out.write(bytes, from, length);
    } else {
      out.write(masked.getBytes(UTF_8));
    }
  }
}
