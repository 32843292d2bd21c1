package io.framecount.counter.frame.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.json.Fault;
import io.framecount.common.json.FieldPath;
import io.framecount.common.json.JsonPaths;
import io.framecount.common.json.JsonScanner;
import io.framecount.common.json.StringText;
import io.framecount.common.text.EpochUnit;
import io.framecount.common.text.TimestampText;
import io.framecount.counter.frame.field.CanonicalNumber;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.GroupText;
import io.framecount.counter.frame.field.MisreadTime;
import io.framecount.counter.frame.field.WantedFields;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads time, user and group from one JSON object, where their paths lie in it; of several members
 * with one name, the last counts. It is as strict as the loader with the standard schema: the whole
 * text must be JSON in UTF-8, the time a number or the text of one, the user and the group neither
 * object nor array. The group's name is the text of the value. What lies beside the value of a
 * record is left to others.
 *
 * <p>Not thread-safe; allocates only for a user that is a floating-point number, for a faulty text,
 * and to grow.
 */
public final class JsonFrame {
  /** As deep as the loader takes objects and arrays. */
  private static final int DEEPEST = 512;

  private static final int MILLIS = 3;
  private static final int ABSENT = -1;

  /** JSON has it; a long does not. */
  private static final byte[] NEGATIVE_ZERO = {'-', '0'};

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final JsonScanner scanner = new JsonScanner(DEEPEST);
  private final List<FieldPath> wanted = new ArrayList<>();
  private final JsonPaths paths;
  private final int timePath;
  private final int userPath;
  private final int groupPath;
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

  public JsonFrame(WantedFields fields) {
    this.fields = fields;
    groupField = fields.by().orElse(null);
    timePath = want(fields.timePath());
    userPath = want(fields.uniquePath());
    groupPath = fields.byPath().map(this::want).orElse(ABSENT);
    paths = new JsonPaths(scanner, wanted);
    unit = fields.unsaid().jsonUnit();
    timestamp = new TimestampText(unit, fields.unsaid().textZone().orElse(ZoneOffset.UTC));
  }

  private int want(FieldPath path) {
    if (!path.inValue()) {
      return ABSENT;
    }
    wanted.add(path);
    return wanted.size() - 1;
  }

  /** Returns whether a value that has no schema id begins as an object does. */
  public static boolean begins(byte[] value, int from, int to) {
    int at = behindMark(value, from, to);
    while (at < to && (value[at] == ' ' || (value[at] >= '\t' && value[at] <= '\r'))) {
      at++;
    }
    return at < to && value[at] == '{';
  }

  /** Returns where the text begins, behind a byte order mark if there is one. */
  public static int behindMark(byte[] value, int from, int to) {
    boolean mark =
        to - from >= MARK.length
            && Arrays.equals(value, from, from + MARK.length, MARK, 0, MARK.length);
    return mark ? from + MARK.length : from;
  }

  /**
   * Returns an object as text in one line.
   *
   * @throws SerializationException with the reason, if it is no JSON object
   */
  public static String wholeText(byte[] value, int from, int to) {
    int start = behindMark(value, from, to);
    JsonFrame any = new JsonFrame(new WantedFields("@timestamp", "@key"));
    String problem = any.read(value, start, to);
    if (problem != null) {
      throw new SerializationException(problem);
    }
    // Line ends within strings are escaped.
    return new String(value, start, to - start, UTF_8).strip().replaceAll("[\\r\\n]", " ");
  }

  /**
   * Reads the text in {@code [from, to)}.
   *
   * @return null, or why it is no frame
   */
  public String read(byte[] text, int from, int to) {
    json = text;
    if (!scanner.open(text, from, to) || paths.find(from) < 0) {
      return fault(from, to);
    }
    String problem = timePath < 0 ? null : readTime(paths.at(timePath));
    if (problem == null && userPath >= 0) {
      problem = readUser(paths.at(userPath));
    }
    return problem == null ? readGroup(groupPath < 0 ? ABSENT : paths.at(groupPath)) : problem;
  }

  /**
   * Puts what was read last into the fields of a frame, but not what lies beside the value.
   *
   * @return the bytes in which the group lies
   */
  public byte[] into(FrameFields frame) {
    if (timePath >= 0) {
      frame.time = time;
      frame.unitNanos = FrameFields.MILLI_NANOS;
    }
    if (userPath >= 0) {
      frame.user = user.bytes();
      frame.userFrom = user.start();
      frame.userLength = user.length();
    }
    frame.group = grouped ? GroupText.STRING : GroupText.NONE;
    frame.groupFrom = grouped ? group.start() : 0;
    frame.groupLength = grouped ? group.length() : 0;
    return grouped ? group.bytes() : json;
  }

  /** Time of the frame, in epoch milliseconds. */
  public long time() {
    return time;
  }

  /** Returns whether the time had no offset from UTC. */
  public boolean lacksOffset() {
    return timePath >= 0 && timestamp.lacksOffset();
  }

  /** The user's bytes, until the next text is read. */
  public StringText user() {
    return user;
  }

  /** The group's bytes, until the next text is read; null if the frame has no group. */
  public StringText group() {
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
      return missing(timePath, fields.time());
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
      return missing(userPath, fields.unique());
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

  private String missing(int path, String field) {
    int nearest = paths.nearest(path);
    if (nearest < 0 || json[nearest] == '{') {
      return "there is no field '%s'".formatted(field);
    }
    FieldPath outer = wanted.get(path);
    outer = new FieldPath(outer.source(), outer.names().subList(0, paths.depth(path)));
    return json[nearest] == '['
        ? "field '%s' is within '%s', an array, and arrays are not looked into"
            .formatted(field, outer)
        : "there is no field '%s': '%s' is %s".formatted(field, outer, named(nearest));
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
