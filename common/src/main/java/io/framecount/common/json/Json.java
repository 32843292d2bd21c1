package io.framecount.common.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes and reads JSON through Jackson, wherever speed does not matter. Thread-safe. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** A part of a JSON text. */
  @FunctionalInterface
  public interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  /** Made on first use, because most commands bind no objects and databind is slow to start. */
  private static final class Mappers {
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ObjectMapper SNAKE_CASE =
        new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
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

  /** Returns the mapper that keeps the names of fields as Java has them. */
  public static ObjectMapper mapper() {
    return Mappers.PLAIN;
  }

  /** Returns the mapper that writes {@code fieldName} as {@code field_name}. */
  public static ObjectMapper snakeCase() {
    return Mappers.SNAKE_CASE;
  }

  /**
   * Returns an object of ours as text in one line.
   *
   * @throws IllegalStateException if its class can't be written, which is a bug
   */
  public static String text(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
