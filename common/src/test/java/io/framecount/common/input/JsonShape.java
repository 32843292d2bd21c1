package io.framecount.common.input;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The shapes in which JSON objects come, each made of the same objects. */
public enum JsonShape {
  LINES(objects -> String.join("\n", objects) + "\n"),
  LINES_CRLF(objects -> String.join("\r\n", objects) + "\r\n"),
  LINES_BOM(objects -> "\ufeff" + String.join("\n\ufeff", objects)),
  LINES_CR(objects -> String.join("\r", objects) + "\r"),
  CONCATENATED(objects -> String.join("", objects)),
  BLANKS(objects -> String.join(" ", objects) + "\n"),
  PRETTY(objects -> String.join("\n", pretty(objects)) + "\n"),
  PRETTY_CRLF(objects -> "\ufeff" + String.join("\n", pretty(objects)).replace("\n", "\r\n")),
  ARRAY(objects -> "[" + String.join(",", objects) + "]"),
  ARRAY_LINES(objects -> "\ufeff [\n" + String.join(",\n", objects) + "\n]\n"),
  ARRAY_PRETTY(objects -> "[\n" + String.join(",\n", pretty(objects)) + "\n]\n"),
  ARRAYS(objects -> "[" + String.join("][", objects) + "]\n"),
  SEQUENCE(objects -> "\u001e" + String.join("\n\u001e", objects) + "\n"),
  UTF_16LE_BOM(objects -> "\ufeff" + String.join("\r\n", objects) + "\r\n") {
    @Override
    public byte[] of(List<String> objects) {
      return text(objects).getBytes(UTF_16LE);
    }
  },
  UTF_16BE_BOM(objects -> "\ufeff" + String.join("\n", objects) + "\n") {
    @Override
    public byte[] of(List<String> objects) {
      return text(objects).getBytes(UTF_16BE);
    }
  },
  UTF_16LE_PLAIN(objects -> String.join("\n", objects) + "\n") {
    @Override
    public byte[] of(List<String> objects) {
      return text(objects).getBytes(UTF_16LE);
    }
  },
  UTF_16BE_ARRAY(objects -> "[" + String.join(",\n", objects) + "]\n") {
    @Override
    public byte[] of(List<String> objects) {
      return text(objects).getBytes(UTF_16BE);
    }
  };

  private static final JsonMapper JSON = new JsonMapper();

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final Function<List<String>, String> writer;

  JsonShape(Function<List<String>, String> writer) {
    this.writer = writer;
  }

  /** The bytes of an input that holds these objects in this shape. */
  public byte[] of(List<String> objects) {
    return text(objects).getBytes(UTF_8);
  }

  /** The same as text. */
  final String text(List<String> objects) {
    return writer.apply(objects);
  }

  private static List<String> pretty(List<String> objects) {
    return objects.stream().map(JsonShape::pretty).toList();
  }

  private static String pretty(String object) {
    try {
      return JSON.readTree(object).toPrettyString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
