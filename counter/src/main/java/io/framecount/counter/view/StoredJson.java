package io.framecount.counter.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.framecount.common.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * Records as JSON that the loader makes the same records of: dates and times are ISO 8601, decimals
 * are numbers, bytes are the string of the characters U+0000 to U+00FF, as Avro writes them. What
 * its logical type does not allow is shown as it is stored. The records must hold what is stored,
 * not the Java classes of logical types. Thread-safe.
 *
 * @param tagged whether a value of a union is in an object under the name of its branch, as Avro
 *     writes it; else it is the value alone, which does not always tell the branch
 */
public record StoredJson(boolean tagged) {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  /**
   * A value and its type.
   *
   * @param value null for null
   */
  record Stored(Schema schema, Object value) {}

  /** The record as one line. */
  public String of(IndexedRecord record) {
    return Json.line(json -> write(json, record.getSchema(), record));
  }

  void write(JsonGenerator json, Schema schema, Object value) throws IOException {
    switch (schema.getType()) {
      case UNION -> union(json, schema, value);
      case RECORD -> record(json, (IndexedRecord) value);
      case MAP -> map(json, schema.getValueType(), (Map<?, ?>) value);
      case ARRAY -> {
        json.writeStartArray();
        for (Object item : (Collection<?>) value) {
          write(json, schema.getElementType(), item);
        }
        json.writeEndArray();
      }
      case BYTES -> bytes(json, schema.getLogicalType(), bytes((ByteBuffer) value));
      case FIXED -> bytes(json, schema.getLogicalType(), ((GenericFixed) value).bytes());
      case INT, LONG -> whole(json, schema.getLogicalType(), ((Number) value).longValue());
      // These are strings if they are no numbers.
      case FLOAT -> json.writeNumber((Float) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case NULL -> json.writeNull();
      case STRING, ENUM -> json.writeString(value.toString());
    }
  }

  private void union(JsonGenerator json, Schema union, Object value) throws IOException {
    Schema branch = union.getTypes().get(GenericData.get().resolveUnion(union, value));
    if (!tagged || branch.getType() == Schema.Type.NULL) {
      write(json, branch, value);
      return;
    }
    json.writeStartObject();
    json.writeFieldName(branch.getFullName());
    write(json, branch, value);
    json.writeEndObject();
  }

  private void record(JsonGenerator json, IndexedRecord record) throws IOException {
    json.writeStartObject();
    for (Schema.Field field : record.getSchema().getFields()) {
      json.writeFieldName(field.name());
      write(json, field.schema(), record.get(field.pos()));
    }
    json.writeEndObject();
  }

  private void map(JsonGenerator json, Schema values, Map<?, ?> map) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(entry.getKey().toString());
      write(json, values, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void whole(JsonGenerator json, LogicalType logical, long value)
      throws IOException {
    String text = logical == null ? null : time(logical.getName(), value);
    if (text == null) {
      json.writeNumber(value);
    } else {
      json.writeString(text);
    }
  }

  /** Returns null for a value that is not a valid time. */
  private static String time(String logical, long value) {
    return switch (logical) {
      case "date" -> LocalDate.ofEpochDay(value).toString();
      case "time-millis" -> timeOfDay(value, 1_000_000);
      case "time-micros" -> timeOfDay(value, 1_000);
      case "timestamp-millis" -> instant(value, 1_000).toString();
      case "timestamp-micros" -> instant(value, 1_000_000).toString();
      case "timestamp-nanos" -> instant(value, 1_000_000_000).toString();
      case "local-timestamp-millis" -> local(value, 1_000);
      case "local-timestamp-micros" -> local(value, 1_000_000);
      case "local-timestamp-nanos" -> local(value, 1_000_000_000);
      default -> null;
    };
  }

  private static String timeOfDay(long value, long nanosPerUnit) {
    boolean isTime = value >= 0 && value < NANOS_PER_DAY / nanosPerUnit;
    return isTime ? LocalTime.ofNanoOfDay(value * nanosPerUnit).toString() : null;
  }

  private static Instant instant(long value, long unitsPerSecond) {
    long nanosPerUnit = 1_000_000_000 / unitsPerSecond;
    return Instant.ofEpochSecond(
        Math.floorDiv(value, unitsPerSecond), Math.floorMod(value, unitsPerSecond) * nanosPerUnit);
  }

  private static String local(long value, long unitsPerSecond) {
    return LocalDateTime.ofInstant(instant(value, unitsPerSecond), ZoneOffset.UTC).toString();
  }

  private static void bytes(JsonGenerator json, LogicalType logical, byte[] bytes)
      throws IOException {
    if (logical instanceof LogicalTypes.Decimal decimal && bytes.length > 0) {
      json.writeNumber(new BigDecimal(new BigInteger(bytes), decimal.getScale()));
    } else if (logical instanceof LogicalTypes.Uuid) {
      ByteBuffer halves = ByteBuffer.wrap(bytes);
      json.writeString(new UUID(halves.getLong(), halves.getLong()).toString());
    } else {
      json.writeRawValue(characters(bytes));
    }
  }

  /** A string of a character for each byte, the printable ones of ASCII as themselves. */
  private static String characters(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length + 2).append('"');
    for (byte b : bytes) {
      if (b >= ' ' && b < 0x7F && b != '"' && b != '\\') {
        text.append((char) b);
      } else {
        text.append("\\u%04x".formatted(b & 0xFF));
      }
    }
    return text.append('"').toString();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
