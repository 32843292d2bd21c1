package io.framecount.loader.convert;

import io.framecount.common.json.Fault;
import io.framecount.common.json.JsonScanner;
import java.nio.charset.StandardCharsets;

/** Makes a {@link Rejection} of what a {@link LineState} or its scanner noted. */
final class Diagnosis {
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

  /** Of a text that is not the JSON object it should be. */
  Rejection ofFault(JsonScanner scanner) {
    Fault fault = scanner.fault();
    int at = scanner.faultAt();
    // Its place is the opening quote, but what is missing was looked for up to the end.
    String found = byteAt(fault == Fault.UNTERMINATED_STRING ? to : at);
    return rejection(reason(fault), JsonPath.of(json, from, at), fault.expected(), found, at);
  }

  /** Of a value that does not fit the schema. */
  Rejection ofValue(LineState line) {
    int at = line.failedAt();
    String path = JsonPath.of(json, from, at);
    if (line.missing() == null) {
      return rejection(line.reason(), path, line.expected(), value(at, line.scanner.skip(at)), at);
    }
    String member = path + JsonPath.member(line.missing());
    return rejection(line.reason(), member, line.expected(), "nothing", at);
  }

  private Rejection rejection(Reason reason, String path, String expected, String found, int at) {
    return new Rejection(reason, path, expected, found, excerpt(at), at - from);
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
