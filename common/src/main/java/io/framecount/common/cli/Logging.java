package io.framecount.common.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.log.JsonLog;
import io.framecount.common.log.JsonLogProvider;
import io.framecount.common.log.LoggedLines;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Sets up the logs of libraries: as JSON, or with slf4j-simple, which reads its properties only
 * once, when the first logger is made.
 */
final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";
  private static final String PROVIDER = "slf4j.provider";

  private Logging() {}

  /**
   * Keeps SLF4J from logging its choice of provider, and messages of threads that log during its
   * start.
   */
  private static void quietItself() {
    setDefault("slf4j.internal.verbosity", "ERROR");
  }

  /**
   * Turns the logs of libraries, and all direct output to stderr, into JSON objects. Call this
   * before the first logger is made.
   *
   * @param err the process's stderr
   */
  static void asJson(PrintWriter err) {
    System.setProperty(PROVIDER, JsonLogProvider.class.getName());
    quietItself();
    // Progress is a line now and then; a bar is for a person.
    System.clearProperty(Terminal.STDERR);
    JsonLog log = new JsonLog(err, Secrets::masked);
    JsonLogProvider.writeTo(log);
    System.setErr(new PrintStream(new LoggedLines(log, "stderr"), true, StandardCharsets.UTF_8));
  }

  /**
   * Keeps libraries silent by default: {@link ErrorMapper} prints one sentence per failure, while
   * Kafka's clients would add a warning per retry.
   */
  static void configure(boolean verbose, LogFormat format) {
    quietItself();
    if (format == LogFormat.JSON) {
      JsonLogProvider.enable(verbose);
    }
    setDefault(PREFIX + "defaultLogLevel", verbose ? "info" : "off");
    setDefault(PREFIX + "showDateTime", "true");
    setDefault(PREFIX + "dateTimeFormat", "HH:mm:ss.SSS");
    setDefault(PREFIX + "showThreadName", "false");
    setDefault(PREFIX + "showShortLogName", "true");
    if (verbose && format == LogFormat.TEXT) {
      System.setErr(MaskedStream.over(System.err));
    }
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  /** Hides {@link Secrets} in the logs of libraries, which write each message as a whole. */
  static final class MaskedStream extends FilterOutputStream {
    private MaskedStream(OutputStream out) {
      super(out);
    }

    /** Returns a stream to use instead of the given one. */
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
}
