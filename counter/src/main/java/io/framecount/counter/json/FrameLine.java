package io.framecount.counter.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.framecount.common.text.EpochUnit;
import io.framecount.common.text.TimestampText;
import io.framecount.counter.frame.field.CanonicalNumber;
import io.framecount.counter.frame.field.MisreadTime;
import io.framecount.counter.frame.field.WantedFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;

/**
 * Reads when, who and of which group from a line with one JSON object: members of the root, the
 * last of several of a name. As strict as the loader with the standard schema: the whole line must
 * be JSON in UTF-8, the time a number or text of one, the user and the group no object or array.
 * The group's name is the text of the value. Not thread-safe.
 */
public final class FrameLine {
  /** As deep as the loader takes objects and arrays. */
  private static final int DEEPEST = 512;

  private static final int MILLIS = 3;

  private final JsonFactory json =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final WantedFields fields;
  private final String noTime;
  private final String noUser;
  private final EpochUnit unit;
  private final TimestampText timestamp;
  private final Utf8 utf8 = new Utf8();
  private final TextBytes timeText = new TextBytes();
  private final TextBytes user = new TextBytes();
  private final TextBytes group = new TextBytes();
  private final String groupField;
  private long time;
  private boolean lacksOffset;
  private long withoutOffset;
  private String timeProblem;
  private String userProblem;
  private String groupProblem;
  private boolean grouped;
  private int userLength;

  public FrameLine(WantedFields fields) {
    this.fields = fields;
    unit = fields.unsaid().unit();
    noTime = "there is no field '%s'".formatted(fields.time());
    noUser = "there is no field '%s'".formatted(fields.unique());
    groupField = fields.by().orElse(null);
    timestamp = new TimestampText(unit, fields.unsaid().textZone().orElse(ZoneOffset.UTC));
  }

  /**
   * Reads a line.
   *
   * @return null, or why it is no frame
   */
  public String read(byte[] line, int from, int length) {
    if (!utf8.isValid(line, from, length)) {
      return "not valid UTF-8";
    }
    timeProblem = noTime;
    userProblem = noUser;
    groupProblem = null;
    grouped = false;
    try (JsonParser parser = json.createParser(line, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "not a JSON object";
      }
      members(parser);
      if (parser.nextToken() != null) {
        return "more than one JSON value";
      }
    } catch (JsonProcessingException e) {
      return "not valid JSON%s: %s".formatted(place(e), e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    userLength = user.size();
    user.append(group.bytes(), grouped ? group.size() : 0);
    String first = timeProblem == null ? userProblem : timeProblem;
    String problem = first == null ? groupProblem : first;
    withoutOffset += problem == null && lacksOffset ? 1 : 0;
    return problem;
  }

  /** Returns how many frames had a time without an offset from UTC. */
  public long withoutOffset() {
    return withoutOffset;
  }

  /** When, in epoch milliseconds. */
  public long time() {
    return time;
  }

  /** Begins with the user's bytes, {@link #userLength}; the group's follow. */
  public byte[] data() {
    return user.bytes();
  }

  public int userLength() {
    return userLength;
  }

  /** Returns how many bytes the group has, or {@link LocalCount#NO_GROUP}. */
  public int groupLength() {
    return grouped ? group.size() : LocalCount.NO_GROUP;
  }

  private void members(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(fields.time())) {
        timeProblem = readTime(parser, value);
      }
      if (name.equals(fields.unique())) {
        userProblem = readUser(parser, value);
      }
      if (name.equals(groupField)) {
        groupProblem = readGroup(parser, value);
      }
      parser.skipChildren();
    }
  }

  private String readTime(JsonParser parser, JsonToken value) throws IOException {
    timeText.clear();
    if (!value.isNumeric() && value != JsonToken.VALUE_STRING) {
      return "field '%s' is %s, not a time".formatted(fields.time(), named(value));
    }
    boolean sound = timeText.append(parser);
    byte[] text = timeText.bytes();
    int length = timeText.size();
    var misfit =
        value.isNumeric()
            ? timestamp.readNumber(text, 0, length, MILLIS)
            : timestamp.readString(text, 0, length, MILLIS, true, false);
    if (!sound || misfit != null) {
      return MisreadTime.noTime(fields.time());
    }
    time = timestamp.value();
    lacksOffset = timestamp.lacksOffset();
    if (timestamp.isNumber() && unit.isDoubtful(time)) {
      String number = new String(text, 0, length, US_ASCII);
      return MisreadTime.inOtherUnit(fields.time(), unit, number).getMessage();
    }
    return null;
  }

  private String readUser(JsonParser parser, JsonToken value) throws IOException {
    user.clear();
    if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
      return "field '%s' is %s, by which users are not counted"
          .formatted(fields.unique(), named(value));
    }
    if (value.isNumeric()) {
      return readNumber(parser, value);
    }
    return user.append(parser)
        ? null
        : "field '%s' has half a surrogate pair".formatted(fields.unique());
  }

  /** As its text would be in a record: whole ones as a long, however long, others as a double. */
  private String readNumber(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NUMBER_FLOAT) {
      double number = parser.getDoubleValue();
      if (Double.isInfinite(number)) {
        return "field '%s' is a number that a double can't hold".formatted(fields.unique());
      }
      user.append(CanonicalNumber.of(number));
    } else if (parser.getText().equals("-0")) {
      user.append("0");
    } else {
      user.append(parser);
    }
    return null;
  }

  private String readGroup(JsonParser parser, JsonToken value) throws IOException {
    group.clear();
    grouped = value != JsonToken.VALUE_NULL;
    if (!grouped) {
      return null;
    }
    if (!value.isScalarValue()) {
      return "field '%s' is %s, by which frames are not grouped"
          .formatted(groupField, named(value));
    }
    return group.append(parser)
        ? null
        : "field '%s' has half a surrogate pair".formatted(groupField);
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " at byte " + e.getLocation().getColumnNr();
  }

  private static String named(JsonToken value) {
    return switch (value) {
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      default -> "a number";
    };
  }
}
