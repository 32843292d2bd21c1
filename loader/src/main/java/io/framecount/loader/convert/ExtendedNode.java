package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.framecount.common.json.IntStack;
import io.framecount.common.text.TimestampText;
import io.framecount.loader.convert.BytesNodes.BytesNode;
import io.framecount.loader.convert.BytesNodes.UuidNode;
import io.framecount.loader.convert.NumberNodes.DecimalNode;
import io.framecount.loader.convert.NumberNodes.FloatingNode;
import io.framecount.loader.convert.Rejection.Reason;
import io.framecount.loader.convert.SimpleNodes.StringNode;
import io.framecount.loader.convert.SimpleNodes.WholeNode;
import io.framecount.loader.convert.TimeNodes.TimestampNode;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * Takes a value also in the object that MongoDB's Extended JSON puts around it, in the canonical,
 * the relaxed and the older form: {@code {"$date": "2016-07-11T13:39:44Z"}}, {@code {"$numberLong":
 * "5"}}, {@code {"$oid": "57839a2e4c1e4f0001a1b2c3"}}. Numbers of {@code $date} are milliseconds.
 * Of a {@code $timestamp}, the seconds are taken. Binary data allocates.
 *
 * @param inner takes the value itself
 * @param wrappers what may be around its values
 * @param recast counts values of which a part is lost; null to refuse them
 */
record ExtendedNode(Node inner, Set<ExtendedNode.Wrapper> wrappers, ChangeLog.Site recast)
    implements Node {
  private static final String BASE64 = "base64";
  private static final String SUBTYPE = "subType";
  private static final String UNDEFINED = "$undefined";
  private static final String SECONDS = "t";
  private static final int UUID_BYTES = 16;

  /** What may be around a value, by its first member. */
  enum Wrapper {
    DATE("$date"),
    LONG("$numberLong"),
    INT("$numberInt"),
    DOUBLE("$numberDouble"),
    DECIMAL("$numberDecimal"),
    ID("$oid"),
    UUID("$uuid"),
    SYMBOL("$symbol"),
    BINARY("$binary"),
    TIMESTAMP("$timestamp");

    private static final Wrapper[] ALL = values();

    private final String name;

    Wrapper(String name) {
      this.name = name;
    }
  }

  private static final Set<Wrapper> NUMBERS =
      EnumSet.of(Wrapper.LONG, Wrapper.INT, Wrapper.DOUBLE, Wrapper.DECIMAL);

  /**
   * Returns a node that takes the values wrapped, too; the node itself if none of its values are.
   *
   * @param recast counts values of which a part is lost; null to refuse them
   */
  static Node around(Node inner, ChangeLog.Site recast) {
    Set<Wrapper> wrappers = wrappers(inner);
    return wrappers.isEmpty() ? inner : new ExtendedNode(inner, wrappers, recast);
  }

  private static Set<Wrapper> wrappers(Node node) {
    if (node instanceof TimestampNode) {
      return EnumSet.of(
          Wrapper.DATE,
          Wrapper.TIMESTAMP,
          Wrapper.LONG,
          Wrapper.INT,
          Wrapper.DOUBLE,
          Wrapper.DECIMAL);
    }
    if (node instanceof WholeNode || node instanceof FloatingNode || node instanceof DecimalNode) {
      return NUMBERS;
    }
    if (node instanceof StringNode) {
      Set<Wrapper> texts = EnumSet.of(Wrapper.ID, Wrapper.UUID, Wrapper.SYMBOL);
      texts.addAll(NUMBERS);
      return texts;
    }
    if (node instanceof EnumNode) {
      return EnumSet.of(Wrapper.SYMBOL);
    }
    if (node instanceof UuidNode) {
      return EnumSet.of(Wrapper.UUID, Wrapper.BINARY);
    }
    if (node instanceof BytesNode) {
      return EnumSet.of(Wrapper.BINARY);
    }
    return Set.of();
  }

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (line.first(at) != '{') {
      return inner.encode(line, at, out);
    }
    int from = line.stack.size();
    line.scanner.members(at, line.stack);
    int members = (line.stack.size() - from) / 3;
    int value = members == 0 ? at : line.stack.get(from + 1);
    Wrapper wrapper = members == 0 ? null : wrapper(line, from, members);
    int type = members == 2 ? line.stack.get(from + 4) : -1;
    line.stack.release(from);
    return (wrapper != null && wrappers.contains(wrapper))
        ? encode(line, wrapper, value, type, out)
        : line.fail(Reason.WRONG_TYPE, at, this);
  }

  /** The wrapper that the first member names; the older $binary has its type in a second one. */
  private static Wrapper wrapper(LineState line, int from, int members) {
    for (Wrapper wrapper : Wrapper.ALL) {
      if (isName(line, line.stack.get(from), wrapper.name)) {
        return members == 1 || (members == 2 && wrapper == Wrapper.BINARY) ? wrapper : null;
      }
    }
    return null;
  }

  private boolean encode(LineState line, Wrapper wrapper, int value, int type, AvroBuffer out) {
    return switch (wrapper) {
      case DATE -> encodeAs(line, line.millis, date(line, value), out);
      case TIMESTAMP -> encodeTimestamp(line, value, out);
      case BINARY -> encodeBinary(line, value, type, out);
      default -> encodeAs(line, line.timestamp, value, out);
    };
  }

  /** What is in quotes may be a number here, whatever a union wants. */
  private boolean encodeAs(LineState line, TimestampText times, int value, AvroBuffer out) {
    boolean exact = line.exact;
    TimestampText before = line.timestamp;
    line.exact = false;
    line.timestamp = times;
    boolean fits = inner.encode(line, value, out);
    line.exact = exact;
    line.timestamp = before;
    return fits;
  }

  /** Returns whether the value is {@code {"$undefined": true}}, of old databases. */
  static boolean isUndefined(LineState line, int at) {
    return member(line, at, UNDEFINED) >= 0;
  }

  /** The number in {@code {"$date": {"$numberLong": "1468244384000"}}}, or the value itself. */
  private static int date(LineState line, int at) {
    int number = line.first(at) == '{' ? member(line, at, Wrapper.LONG.name) : -1;
    return number < 0 ? at : number;
  }

  private boolean encodeTimestamp(LineState line, int at, AvroBuffer out) {
    int seconds = line.first(at) == '{' ? member(line, at, SECONDS) : -1;
    return seconds < 0
        ? line.fail(Reason.WRONG_TYPE, at, this)
        : encodeAs(line, line.seconds, seconds, out)
            && line.change(recast, Reason.INEXACT, at, this);
  }

  private boolean encodeBinary(LineState line, int value, int olderType, AvroBuffer out) {
    boolean older = line.first(value) == '"';
    int content = older || line.first(value) != '{' ? value : member(line, value, BASE64);
    int type = older ? olderType : line.first(value) == '{' ? member(line, value, SUBTYPE) : -1;
    if (content < 0 || !line.readText(content, this)) {
      return line.fail(Reason.WRONG_TYPE, value, this);
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(line.text.toString().getBytes(US_ASCII));
    } catch (IllegalArgumentException e) {
      return line.fail(Reason.WRONG_TYPE, content, "text in Base64");
    }
    if (inner instanceof BytesNode node) {
      return node.write(line, content, bytes, out);
    }
    return (bytes.length == UUID_BYTES && type >= 0 && isUuid(line, type))
        ? ((UuidNode) inner).write(bytes, out)
        : line.fail(Reason.BAD_LENGTH, value, "a UUID: 16 bytes of subtype 4");
  }

  private boolean isUuid(LineState line, int type) {
    return line.readText(type, this)
        && line.text.length() <= 2
        && line.text.length() > 0
        && line.text.bytes()[line.text.end() - 1] == '4';
  }

  /** Where the value of a member begins; -1 if there is none of that name. */
  private static int member(LineState line, int object, String name) {
    IntStack stack = line.stack;
    int from = stack.size();
    line.scanner.members(object, stack);
    int value = -1;
    for (int i = from; i < stack.size(); i += 3) {
      value = isName(line, stack.get(i), name) ? stack.get(i + 1) : value;
    }
    stack.release(from);
    return value;
  }

  private static boolean isName(LineState line, int quote, String name) {
    if (line.scanner.closing(quote) != quote + 1 + name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (line.json()[quote + 1 + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int kinds() {
    return inner.kinds() | Kinds.OBJECT;
  }

  @Override
  public String expected() {
    return inner.expected();
  }
}
