package io.framecount.loader.convert;

import io.framecount.common.json.Fault;
import io.framecount.common.json.JsonScanner;
import io.framecount.common.text.Misfit;
import io.framecount.loader.convert.Node.Kinds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The reason for which a line was rejected, and the place.
 *
 * @param reason the kind, for counting
 * @param path where in the JSON, such as {@code $.user.tags[3]}
 * @param expected the expected value
 * @param found the value that was found
 * @param excerpt the text around the place, shortened and printable
 * @param offset bytes from the beginning of the line to the place, from 0
 * @param cures the readings that the line would be a frame with; empty if there are none
 */
public record Rejection(
    Reason reason,
    String path,
    String expected,
    String found,
    String excerpt,
    int offset,
    Set<Leniency> cures) {
  /** One line for people. */
  public String sentence() {
    return "%s at %s, byte %d: expected %s, found %s%s"
        .formatted(reason.label(), path, offset, expected, found, cure());
  }

  private String cure() {
    return cures.isEmpty()
        ? ""
        : cures.stream()
            .sorted()
            .map(Leniency::option)
            .collect(Collectors.joining(" and ", " (", " would take it)"));
  }

  Rejection withCures(Set<Leniency> found) {
    return new Rejection(reason, path, expected, this.found, excerpt, offset, found);
  }

  /** Why a record was rejected, for counting. */
  public enum Reason {
    /** Not what RFC 8259 calls JSON. */
    BAD_JSON,
    /** Bytes that are not UTF-8. */
    INVALID_UTF8,
    /** Nested deeper than allowed. */
    TOO_DEEP,
    /** JSON, but not an object. */
    NOT_AN_OBJECT,
    /** No member for a field that has no default and cannot be null. */
    MISSING_FIELD,
    /** A member without a field, where that is forbidden. */
    UNKNOWN_FIELD,
    /** Several members for one field, where that is forbidden. */
    REPEATED_FIELD,
    /** The record key is missing, null, or neither text, number nor boolean. */
    NO_KEY,
    /** A value of another JSON type, or text that does not read as the field's type. */
    WRONG_TYPE,
    /** Larger or smaller than the field's type can be. */
    OUT_OF_RANGE,
    /** The field's type cannot hold the number without changing it. */
    INEXACT,
    /** Text that is no date or time. */
    BAD_TIME,
    /** Not one of an enum's symbols. */
    UNKNOWN_SYMBOL,
    /** Not as many bytes as a fixed has, or none at all for a decimal. */
    BAD_LENGTH,
    /** A string with half of a surrogate pair, which UTF-8 cannot write. */
    LONE_SURROGATE,
    /** Fits none of a union's branches. */
    NO_BRANCH,
    /** Unions were tried in vain so often that the line was given up. */
    TOO_AMBIGUOUS;

    static Reason of(Misfit misfit) {
      return switch (misfit) {
        case OUT_OF_RANGE -> OUT_OF_RANGE;
        case INEXACT -> INEXACT;
        case NO_TIME -> BAD_TIME;
      };
    }

    /** The name for messages, headers and metrics, such as {@code wrong-type}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Makes a {@link Rejection} of what a {@link LineState} or its scanner noted. */
  static final class Diagnosis {
    private static final int BEFORE = 20;
    private static final int AROUND = 60;
    private static final int LONGEST_VALUE = 40;

    private final byte[] json;
    private final int from;
    private final int to;

    Diagnosis(byte[] json, int from, int to) {
      this.json = json;
      this.from = from;
      this.to = to;
    }

    /** Returns the reason for text that is not a JSON object. */
    Rejection ofFault(JsonScanner scanner) {
      Fault fault = scanner.fault();
      int at = scanner.faultAt();
      // The place is the opening quote, but the closing one was missed at the end of the line.
      String found = byteAt(fault == Fault.UNTERMINATED_STRING ? to : at);
      return rejection(reason(fault), JsonPath.of(json, from, at), fault.expected(), found, at);
    }

    /** Returns the reason for a value that does not fit the schema. */
    Rejection ofValue(LineState line) {
      int at = line.failedAt();
      String path = JsonPath.of(json, from, at);
      if (line.missing() == null) {
        return rejection(
            line.reason(), path, line.expected(), value(at, line.scanner.skip(at)), at);
      }
      String member = path + JsonPath.member(line.missing());
      return rejection(line.reason(), member, line.expected(), "nothing", at);
    }

    private Rejection rejection(Reason reason, String path, String expected, String found, int at) {
      return new Rejection(reason, path, expected, found, excerpt(at), at - from, Set.of());
    }

    private static Reason reason(Fault fault) {
      return switch (fault) {
        case INVALID_UTF8 -> Reason.INVALID_UTF8;
        case TOO_DEEP -> Reason.TOO_DEEP;
        case NOT_AN_OBJECT -> Reason.NOT_AN_OBJECT;
        default -> Reason.BAD_JSON;
      };
    }

    private String value(int at, int end) {
      String kind =
          switch (Kinds.of(json[at])) {
            case Kinds.STRING -> "the string ";
            case Kinds.NUMBER -> "the number ";
            case Kinds.OBJECT -> "the object ";
            case Kinds.ARRAY -> "the array ";
            default -> "";
          };
      int shown = Math.min(end, at + LONGEST_VALUE);
      return kind + printable(at, shown) + (shown < end ? "…" : "");
    }

    private String byteAt(int at) {
      if (at >= to) {
        return "the end of the line";
      }
      return json[at] > ' ' && json[at] < 0x7F
          ? "'" + (char) json[at] + "'"
          : "byte 0x%02X".formatted(json[at]);
    }

    private String excerpt(int at) {
      int start = Math.max(from, at - BEFORE);
      int end = Math.min(to, start + AROUND);
      return (start > from ? "…" : "") + printable(start, end) + (end < to ? "…" : "");
    }

    /** The text with a replacement character for what a terminal should not see. */
    private String printable(int start, int end) {
      return new String(json, start, end - start, StandardCharsets.UTF_8)
          .replaceAll("\\p{Cntrl}", "\uFFFD");
    }
  }

  /**
   * Names the value at a place of a JSON text that may be broken, such as {@code $.user.tags[3]}:
   * as a JSONPath (RFC 9535) with the names as they are written in the text. Slow, for messages
   * only.
   */
  static final class JsonPath {
    private static final int LONGEST_NAME = 64;
    private static final int MOST_STEPS = 16;

    private final byte[] json;
    private final int end;
    private final List<Step> steps = new ArrayList<>();

    private static final class Step {
      final boolean array;
      int index;
      String name;

      Step(boolean array) {
        this.array = array;
      }
    }

    private JsonPath(byte[] json, int end) {
      this.json = json;
      this.end = end;
    }

    static String of(byte[] json, int from, int at) {
      JsonPath path = new JsonPath(json, at);
      int place = from;
      while (place < at) {
        place = path.step(place);
      }
      return path.text();
    }

    private int step(int at) {
      switch (json[at]) {
        case '{', '[' -> steps.add(new Step(json[at] == '['));
        case '}', ']' -> leave();
        case ',' -> next();
        case '"' -> {
          return string(at);
        }
        default -> {
          // A scalar, a colon or white space leads nowhere.
        }
      }
      return at + 1;
    }

    private void leave() {
      if (!steps.isEmpty()) {
        steps.remove(steps.size() - 1);
      }
    }

    private void next() {
      if (!steps.isEmpty()) {
        Step inner = steps.get(steps.size() - 1);
        inner.index++;
        inner.name = null;
      }
    }

    private int string(int open) {
      int close = open + 1;
      while (close < end && json[close] != '"') {
        close += json[close] == '\\' ? 2 : 1;
      }
      Step inner = steps.isEmpty() ? null : steps.get(steps.size() - 1);
      if (close < end && inner != null && inner.name == null) {
        int length = Math.min(close - open - 1, LONGEST_NAME);
        inner.name = new String(json, open + 1, length, StandardCharsets.UTF_8);
      }
      return close + 1;
    }

    private String text() {
      StringBuilder text = new StringBuilder("$");
      for (Step step : steps.subList(0, Math.min(steps.size(), MOST_STEPS))) {
        if (step.array) {
          text.append('[').append(step.index).append(']');
        } else if (step.name != null) {
          text.append(member(step.name));
        }
      }
      return text.append(steps.size() > MOST_STEPS ? "…" : "").toString();
    }

    /** A step to a member, such as {@code .uid} or {@code ['my id']}. */
    static String member(String name) {
      return name.matches("[A-Za-z_][A-Za-z_0-9]*") ? "." + name : "['" + name + "']";
    }
  }
}
