package io.framecount.common.log;

import io.framecount.common.json.Json;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.function.UnaryOperator;
import org.slf4j.event.Level;

/**
 * A log for programs: each line is a JSON object with time, level, logger, message and, if wanted,
 * the stack trace of a failure. Thread-safe.
 */
public final class JsonLog {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final PrintWriter out;
  private final UnaryOperator<String> mask;

  /**
   * @param out where the lines go
   * @param mask hides what must not be shown
   */
  public JsonLog(PrintWriter out, UnaryOperator<String> mask) {
    this.out = out;
    this.mask = mask;
  }

  /** Writes a line. */
  public void write(Level level, String logger, String message) {
    write(level, logger, message, null);
  }

  /**
   * Writes a line.
   *
   * @param trace a stack trace; null for none
   */
  public void write(Level level, String logger, String message, String trace) {
    String line =
        Json.object(
            json -> {
              json.writeStringField("time", TIME.format(Instant.now()));
              json.writeStringField("level", level.toString());
              json.writeStringField("logger", logger);
              json.writeStringField("message", mask.apply(message));
              if (trace != null) {
                json.writeStringField("stack_trace", mask.apply(trace));
              }
            });
    // One call, so that lines of several threads don't mix.
    out.print(line + '\n');
    out.flush();
  }
}
