package io.framecount.loader.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Jackson as the judge of what is JSON. Where Jackson alone is not RFC 8259 to the letter, or stops
 * short of it for its own protection, it is helped:
 *
 * <ul>
 *   <li>Given bytes, it takes overlong UTF-8 and encoded surrogates, skips a byte order mark,
 *       guesses UTF-16 and UTF-32, and refuses names with a lone surrogate in an escape, which RFC
 *       8259 calls unpredictable but not wrong. So Java's strict UTF-8 decoder goes first, and
 *       Jackson is given characters.
 *   <li>Given characters, it looks only at their low eight bits in an escape with u, so that it
 *       takes Cyrillic letters for hexadecimal digits. So those escapes are checked here.
 *   <li>It bounds the length of numbers, names and texts. Those bounds are lifted; the bound on
 *       depth is set to that of the converter.
 *   <li>It reads one value and leaves what follows. So reading goes on to the end.
 *   <li>It computes numbers, and refuses some exponents. So numbers stay text here.
 * </ul>
 */
final class StrictJson {
  private static final int DEPTH = ConvertOptions.defaults().maxDepth();

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private StrictJson() {}

  /** A number as it was written. */
  record Num(String text) {}

  /**
   * The value as maps, lists, strings, {@link Num}s, booleans and null.
   *
   * @throws IOException if it is not JSON
   */
  static Object parse(byte[] bytes, int from, int to) throws IOException {
    String text = decode(bytes, from, to);
    if (text.startsWith("\uFEFF") || hasForeignHex(text)) {
      throw new IOException("byte order mark or bad escape");
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new IOException("empty");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new IOException("trailing text");
      }
      return value;
    }
  }

  private static String decode(byte[] bytes, int from, int to) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, from, to - from))
        .toString();
  }

  private static boolean hasForeignHex(String text) {
    for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
      if (text.startsWith("u", i + 1)) {
        String digits = text.substring(i + 2, Math.min(i + 6, text.length()));
        if (digits.chars().anyMatch(c -> c > 0xFF)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IOException("unexpected " + parser.currentToken());
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }
}
