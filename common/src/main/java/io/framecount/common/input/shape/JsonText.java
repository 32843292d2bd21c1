package io.framecount.common.input.shape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The beginning of a text that may hold JSON in another way than one object a line. In doubt it is
 * JSON lines, of which some are bad.
 */
public final class JsonText {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final int RECORD_SEPARATOR = 0x1e;
  private static final int TABLE_LINES = 3;

  /** The longest character, or word such as {@code false}, that may be cut at the end. */
  private static final int CUT_TOKEN = 8;

  private final byte[] bytes;
  private final boolean ended;
  private boolean error;
  private boolean cut;
  private int values;

  /** The first value, if there is one. */
  private int firstFrom;

  private int firstTo;
  private boolean array;
  private boolean ofObjects;
  private boolean goodElement;

  private JsonText(byte[] bytes, boolean ended) {
    this.bytes = bytes;
    this.ended = ended;
  }

  static Shape shape(byte[] head, int length, boolean ended) {
    int from = 0;
    while (from < length && (isSpace(head[from]) || isMark(head, from, length))) {
      from += isSpace(head[from]) ? 1 : 3;
    }
    boolean all = ended || length >= Shape.ENOUGH;
    if (from == length || (length - from < 4 && !all)) {
      return all ? Shape.LINES : Shape.UNDECIDED;
    }
    return switch (head[from]) {
      case RECORD_SEPARATOR -> Shape.OBJECTS;
      case '{', '[' -> new JsonText(Arrays.copyOfRange(head, from, length), ended).shape(all);
      default -> {
        String text = new String(head, from, length - from, UTF_8);
        Shape foreign = PlainText.foreign(text, all);
        yield foreign == null ? table(text, all) : foreign;
      }
    };
  }

  /** Returns whether the bytes are one JSON value with an end of its own, and nothing else. */
  public static boolean isWhole(byte[] bytes, int from, int to) {
    try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
      JsonToken token = parser.nextToken();
      parser.skipChildren();
      // More digits would make it another number.
      return token != null && !token.isNumeric() && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private Shape shape(boolean all) {
    if (walk()) {
      return Shape.LINES;
    }
    if (error && !all && !ended) {
      return Shape.UNDECIDED;
    }
    if (error) {
      return ofFaulty();
    }
    boolean oneLine = find('\n', 0, bytes.length) < 0;
    if (!ended && values == 0 && !array && oneLine && bytes.length < Shape.MOST) {
      return Shape.UNDECIDED;
    }
    if (!all) {
      return Shape.UNDECIDED;
    }
    if (array) {
      boolean linesOfArrays = !ofObjects && values > 1 && find('\n', firstFrom, firstTo) < 0;
      return linesOfArrays ? Shape.LINES : Shape.OBJECTS;
    }
    if (values == 0) {
      return oneLine || (ended && !opensAlone()) ? Shape.LINES : Shape.OBJECTS;
    }
    return Shape.OBJECTS;
  }

  /**
   * The shape of a text with a fault, before which no object had a line of its own: lines, if any
   * line is an object, or if nothing says otherwise.
   */
  private Shape ofFaulty() {
    String[] lines = new String(bytes, ISO_8859_1).split("\n", -1);
    int objects = 0;
    int elements = 0;
    for (String line : lines) {
      String text = line.strip();
      boolean element = text.endsWith(",");
      byte[] whole = (element ? text.substring(0, text.length() - 1) : text).getBytes(ISO_8859_1);
      if (whole.length > 0 && whole[0] == '{' && isWhole(whole, 0, whole.length)) {
        elements += element ? 1 : 0;
        objects += element ? 0 : 1;
      }
    }
    if (array) {
      return objects > elements || (values == 0 && elements == 0 && !goodElement && !opensAlone())
          ? Shape.LINES
          : Shape.OBJECTS;
    }
    if (objects > 0) {
      return Shape.LINES;
    }
    boolean spread = values > 0 && find('\n', firstFrom, firstTo) >= 0;
    return spread || (values > 0 && followedByObject()) || (values == 0 && opensAlone())
        ? Shape.OBJECTS
        : Shape.LINES;
  }

  /** Returns whether the first line is a bracket and nothing else. */
  private boolean opensAlone() {
    int at = 1;
    while (at < bytes.length && (isBlank(bytes[at]) || bytes[at] == '\r')) {
      at++;
    }
    return at < bytes.length && bytes[at] == '\n';
  }

  private boolean followedByObject() {
    int at = firstTo;
    while (at < bytes.length && isSpace(bytes[at])) {
      at++;
    }
    return at < bytes.length && bytes[at] == '{';
  }

  /**
   * Goes through all values up to the first object that has a line of its own; tells if one has.
   */
  private boolean walk() {
    try (JsonParser parser = JSON.createParser(bytes)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (values == 0) {
          array = token == JsonToken.START_ARRAY;
          if (array) {
            JsonToken inside = parser.nextToken();
            ofObjects = inside == JsonToken.START_OBJECT || inside == JsonToken.END_ARRAY;
            skipToEndOf(parser);
            if (parser.currentToken() == null) {
              cut = true;
              return false;
            }
          }
        }
        parser.skipChildren();
        int to = (int) parser.currentLocation().getByteOffset();
        if (token == JsonToken.START_OBJECT && hasLine(from, to)) {
          return true;
        }
        if (values == 0) {
          firstFrom = from;
          firstTo = to;
        }
        values++;
      }
    } catch (JsonEOFException e) {
      cut = true;
    } catch (JsonParseException e) {
      cut = e.getLocation().getByteOffset() >= bytes.length - CUT_TOKEN && !ended;
      error = !cut;
    } catch (IOException e) {
      error = true;
    }
    return false;
  }

  /** From within an array, whose first token was read. */
  private void skipToEndOf(JsonParser parser) throws IOException {
    while (parser.currentToken() != null && parser.currentToken() != JsonToken.END_ARRAY) {
      boolean object = parser.currentToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      goodElement |= object;
      parser.nextToken();
    }
  }

  private boolean hasLine(int from, int to) {
    int before = from;
    while (before > 0 && isBlank(bytes[before - 1])) {
      before--;
    }
    int after = to;
    while (after < bytes.length && (isBlank(bytes[after]) || bytes[after] == '\r')) {
      after++;
    }
    boolean begins = before == 0 || bytes[before - 1] == '\n';
    boolean ends = after == bytes.length ? ended : bytes[after] == '\n';
    return begins && ends && find('\n', from, to) < 0 && find('\r', from, to) < 0;
  }

  private int find(int wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Lines of as many columns each, none of which may be JSON. */
  private static Shape table(String text, boolean all) {
    List<String> lines = text.lines().toList();
    // The last line may be cut.
    List<String> whole = all ? lines : lines.subList(0, Math.max(0, lines.size() - 1));
    if (lines.stream().anyMatch(line -> line.stripLeading().startsWith("{"))) {
      return Shape.LINES;
    }
    if (!all && whole.size() < TABLE_LINES) {
      return Shape.UNDECIDED;
    }
    for (String separator : List.of(",", "\t", ";")) {
      List<Integer> columns =
          whole.stream().limit(TABLE_LINES).map(line -> line.split(separator, -1).length).toList();
      if (columns.size() > 1 && columns.get(0) > 1 && columns.stream().distinct().count() == 1) {
        return ofTable(separator);
      }
    }
    return Shape.LINES;
  }

  private static Shape ofTable(String separator) {
    String delimiter = separator.equals(",") ? "" : ",delimiter='%s'".formatted(separator);
    return Shape.text(
        "CSV",
        "python3 -c \"import csv,json,sys; [print(json.dumps(r)) for r in csv.DictReader(sys.stdin%s)]\""
            .formatted(delimiter.replace("\t", "\\t")));
  }

  private static boolean isSpace(byte b) {
    return b == '\n' || b == '\r' || isBlank(b);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  static boolean isMark(byte[] bytes, int at, int to) {
    return at + 3 <= to
        && bytes[at] == (byte) 0xef
        && bytes[at + 1] == (byte) 0xbb
        && bytes[at + 2] == (byte) 0xbf;
  }
}
