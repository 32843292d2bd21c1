package io.framecount.common.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes JSON for other programs. Thread-safe. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** A part of a JSON text. */
  @FunctionalInterface
  public interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  /** Returns a value as text in one line. */
  public static String line(Part value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      value.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Returns an object with these fields, as text in one line. */
  public static String object(Part fields) {
    return line(
        json -> {
          json.writeStartObject();
          fields.write(json);
          json.writeEndObject();
        });
  }
}
