package io.framecount.common.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.event.Level;

/** Writes each line of UTF-8 text as a line of the log. Thread-safe. */
public final class LoggedLines extends OutputStream {
  private static final String WARNING = "warning: ";

  private final JsonLog log;
  private final String logger;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * @param logger who says it
   */
  public LoggedLines(JsonLog log, String logger) {
    this.log = log;
    this.logger = logger;
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      close();
    } else {
      line.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      write(bytes[i]);
    }
  }

  /** Ends the line that was begun. */
  @Override
  public synchronized void close() {
    String text = line.toString(StandardCharsets.UTF_8).strip();
    line.reset();
    if (text.startsWith(WARNING)) {
      log.write(Level.WARN, logger, text.substring(WARNING.length()));
    } else if (!text.isEmpty()) {
      log.write(Level.INFO, logger, text);
    }
  }
}
