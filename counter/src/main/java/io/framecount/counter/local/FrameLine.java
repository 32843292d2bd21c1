package io.framecount.counter.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.framecount.common.json.Fault;
import io.framecount.common.json.IntStack;
import io.framecount.common.json.JsonScanner;
import io.framecount.common.json.KeyTable;
import io.framecount.common.json.StringText;
import io.framecount.common.text.EpochUnit;
import io.framecount.common.text.TimestampText;
import io.framecount.counter.frame.field.CanonicalNumber;
import io.framecount.counter.frame.field.MisreadTime;
import io.framecount.counter.frame.field.WantedFields;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads time, user and group from a line with one JSON object. They are members of the root; of
 * several with one name, the last counts. It is as strict as the loader with the standard schema:
 * the whole line must be JSON in UTF-8, the time a number or the text of one, the user and the
 * group neither object nor array. The group's name is the text of the value.
 *
 * <p>Not thread-safe; allocates only for a user that is a floating-point number, for a faulty line,
 * and to grow.
 */
public final class FrameLine {
  /** As deep as the loader takes objects and arrays. */
  private static final int DEEPEST = 512;

  private static final int MILLIS = 3;
  private static final int ABSENT = -1;

  /** JSON has it; a long does not. */
  private static final byte[] NEGATIVE_ZERO = {'-', '0'};

  private final JsonScanner scanner = new JsonScanner(DEEPEST);
  private final IntStack found = new IntStack();
  private final KeyTable keys;
  private final int timeSlot;
  private final int userSlot;
  private final int groupSlot;
  private final WantedFields fields;
  private final String groupField;
  private final EpochUnit unit;
  private final TimestampText timestamp;
  private final StringText timeText = new StringText();
  private final StringText user = new StringText();
  private final StringText group = new StringText();
  private byte[] json;
  private long time;
  private boolean grouped;

  public FrameLine(WantedFields fields) {
    this.fields = fields;
    groupField = fields.by().orElse(null);
    // One field may be wanted for several purposes.
    Map<String, Integer> slots = new LinkedHashMap<>();
    timeSlot = slot(slots, fields.time());
    userSlot = slot(slots, fields.unique());
    groupSlot = groupField == null ? ABSENT : slot(slots, groupField);
    keys = new KeyTable(slots, false);
    unit = fields.unsaid().unit();
    timestamp = new TimestampText(unit, fields.unsaid().textZone().orElse(ZoneOffset.UTC));
  }

  private static int slot(Map<String, Integer> slots, String name) {
    slots.putIfAbsent(name, slots.size());
    return slots.get(name);
  }

  /**
   * Reads the line in {@code [from, to)}.
   *
   * @return null, or why it is no frame
   */
  public String read(byte[] line, int from, int to) {
    json = line;
    found.release(0);
    int base = found.reserve(keys.unknown() + 1, ABSENT);
    if (!scanner.open(line, from, to) || scanner.root(from, keys, found, base) < 0) {
      return fault(from, to);
    }
    String problem = readTime(found.get(base + timeSlot));
    if (problem == null) {
      problem = readUser(found.get(base + userSlot));
    }
    return problem == null
        ? readGroup(groupSlot < 0 ? ABSENT : found.get(base + groupSlot))
        : problem;
  }

  /** Time of the frame, in epoch milliseconds. */
  public long time() {
    return time;
  }

  /** Returns whether the time had no offset from UTC. */
  boolean lacksOffset() {
    return timestamp.lacksOffset();
  }

  /** The user's bytes, until the next line is read. */
  StringText user() {
    return user;
  }

  /** The group's bytes, until the next line is read; null if the frame has no group. */
  StringText group() {
    return grouped ? group : null;
  }

  private String fault(int from, int to) {
    Fault fault = scanner.fault();
    int at = scanner.faultAt();
    return switch (fault) {
      case INVALID_UTF8 -> "not valid UTF-8";
      case NOT_AN_OBJECT -> "not a JSON object";
      case TRAILING_TEXT ->
          scanner.skip(at) >= 0 ? "more than one JSON value" : notJson(fault, at - from);
      default -> notJson(fault, Math.min(at, to) - from);
    };
  }

  private static String notJson(Fault fault, int offset) {
    return "not valid JSON at byte %d: expected %s".formatted(offset, fault.expected());
  }

  private String readTime(int at) {
    if (at < 0) {
      return missing(fields.time());
    }
    boolean number = isNumber(at);
    if (!number && json[at] != '"') {
      return "field '%s' is %s, not a time".formatted(fields.time(), named(at));
    }
    boolean sound = setText(timeText, at);
    byte[] text = timeText.bytes();
    int start = timeText.start();
    int end = timeText.end();
    var misfit =
        number
            ? timestamp.readNumber(text, start, end, MILLIS)
            : timestamp.readString(text, start, end, MILLIS, true, false);
    if (!sound || misfit != null) {
      return MisreadTime.noTime(fields.time());
    }
    time = timestamp.value();
    if (timestamp.isNumber() && unit.isDoubtful(time)) {
      String digits = new String(text, start, end - start, US_ASCII);
      return MisreadTime.inOtherUnit(fields.time(), unit, digits).getMessage();
    }
    return null;
  }

  private String readUser(int at) {
    if (at < 0) {
      return missing(fields.unique());
    }
    if (isContainer(at) || json[at] == 'n') {
      return "field '%s' is %s, by which users are not counted"
          .formatted(fields.unique(), named(at));
    }
    return setText(user, at) ? isNumber(at) ? makeCanonical() : null : halfPair(fields.unique());
  }

  /** As its text would be in a record: whole ones as a long, however long, others as a double. */
  private String makeCanonical() {
    if (isWhole()) {
      if (user.is(NEGATIVE_ZERO)) {
        user.set(NEGATIVE_ZERO, 1, 2, false);
      }
      return null;
    }
    double number = Double.parseDouble(user.toString());
    if (Double.isInfinite(number)) {
      return "field '%s' is a number that a double can't hold".formatted(fields.unique());
    }
    byte[] canonical = CanonicalNumber.of(number).getBytes(US_ASCII);
    user.set(canonical, 0, canonical.length, false);
    return null;
  }

  private boolean isWhole() {
    for (int i = user.start(); i < user.end(); i++) {
      byte digit = user.bytes()[i];
      if (digit == '.' || digit == 'e' || digit == 'E') {
        return false;
      }
    }
    return true;
  }

  private String readGroup(int at) {
    grouped = at >= 0 && json[at] != 'n';
    if (!grouped) {
      return null;
    }
    if (isContainer(at)) {
      return "field '%s' is %s, by which frames are not grouped".formatted(groupField, named(at));
    }
    return setText(group, at) ? null : halfPair(groupField);
  }

  /** Makes the text that of the string, number or word; false if it has half a surrogate pair. */
  private boolean setText(StringText text, int at) {
    if (json[at] != '"') {
      return text.set(json, at, scanner.skip(at), false);
    }
    int close = scanner.closing(at);
    return text.set(json, at + 1, close, scanner.escapes(at + 1, close));
  }

  private boolean isNumber(int at) {
    return json[at] == '-' || (json[at] >= '0' && json[at] <= '9');
  }

  private boolean isContainer(int at) {
    return json[at] == '{' || json[at] == '[';
  }

  private static String missing(String field) {
    return "there is no field '%s'".formatted(field);
  }

  private static String halfPair(String field) {
    return "field '%s' has half a surrogate pair".formatted(field);
  }

  private String named(int at) {
    return switch (json[at]) {
      case 'n' -> "null";
      case 't', 'f' -> "a boolean";
      case '{' -> "an object";
      case '[' -> "an array";
      case '"' -> "a string";
      default -> "a number";
    };
  }
}
