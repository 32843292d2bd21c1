package io.framecount.counter.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.framecount.common.json.Json;
import io.framecount.counter.view.StoredJson.Stored;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * Records of generated classes as the JSON that an analyst expects: a union is its value without a
 * tag, dates and times are ISO-8601 text, a decimal is a number, bytes and fixed are Base64 text.
 */
public final class PlainJson {
  private static final StoredJson UNTAGGED = new StoredJson(false);

  private PlainJson() {}

  /** The record as one line. */
  public static String of(IndexedRecord record) {
    return line(record);
  }

  /** Values by their names, as one line. */
  static String of(Map<String, Object> values) {
    return line(values);
  }

  private static String line(Object record) {
    return Json.line(json -> value(json, record));
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Stored stored) {
      UNTAGGED.write(json, stored.schema(), stored.value());
    } else if (value instanceof ChosenJson.Part part) {
      json.writeRawValue(part.json());
    } else if (value instanceof IndexedRecord record) {
      record(json, record);
    } else if (value instanceof Map<?, ?> map) {
      map(json, map);
    } else if (value instanceof Collection<?> items) {
      array(json, items);
    } else if (value instanceof ByteBuffer buffer) {
      json.writeBinary(bytes(buffer));
    } else if (value instanceof GenericFixed fixed) {
      json.writeBinary(fixed.bytes());
    } else if (!number(json, value)) {
      // Strings, enum symbols, and the java.time classes, whose text is ISO-8601.
      json.writeString(value.toString());
    }
  }

  private static void record(JsonGenerator json, IndexedRecord record) throws IOException {
    json.writeStartObject();
    for (Field field : record.getSchema().getFields()) {
      json.writeFieldName(field.name());
      value(json, record.get(field.pos()));
    }
    json.writeEndObject();
  }

  private static void map(JsonGenerator json, Map<?, ?> map) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(entry.getKey().toString());
      value(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void array(JsonGenerator json, Collection<?> items) throws IOException {
    json.writeStartArray();
    for (Object item : items) {
      value(json, item);
    }
    json.writeEndArray();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static boolean number(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double real) {
      json.writeNumber(real);
    } else if (value instanceof Float real) {
      json.writeNumber(real);
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else {
      return false;
    }
    return true;
  }
}
