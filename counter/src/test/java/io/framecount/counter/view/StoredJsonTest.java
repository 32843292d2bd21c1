package io.framecount.counter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class StoredJsonTest {
  @Test
  void showsWhatLogicalTypesDoNotAllowAsItIsStored() {
    assertThat(json(logical("int", "time-millis"), -1)).isEqualTo("-1");
    assertThat(json(logical("int", "time-millis"), 90_000_000)).isEqualTo("90000000");
    assertThat(json(logical("long", "time-micros"), 86_400_000_000L)).isEqualTo("86400000000");
    assertThat(json(logical("string", "uuid"), new Utf8("not-uuid"))).isEqualTo("\"not-uuid\"");
    assertThat(json(logical("string", "uuid"), new Utf8("123E4567-1-1-1-1")))
        .isEqualTo("\"123E4567-1-1-1-1\"");
    assertThat(json(decimal(), ByteBuffer.allocate(0))).isEqualTo("\"\"");
    assertThat(json(decimal(), ByteBuffer.wrap(new byte[] {4, (byte) 0xd2}))).isEqualTo("12.34");
  }

  @Test
  void writesTimesAndBytesAsTheLoaderReadsThem() {
    assertThat(json(logical("long", "timestamp-millis"), -1L))
        .isEqualTo("\"1969-12-31T23:59:59.999Z\"");
    assertThat(json(logical("long", "local-timestamp-micros"), 1L))
        .isEqualTo("\"1970-01-01T00:00:00.000001\"");
    assertThat(json(logical("long", "timestamp-millis"), 253_402_300_800_000L))
        .isEqualTo("\"+10000-01-01T00:00:00Z\"");
    assertThat(json("\"bytes\"", ByteBuffer.wrap(new byte[] {1, (byte) 0xfe, '"', 'a'})))
        .isEqualTo("\"\\u0001\\u00fe\\u0022a\"");
    assertThat(json("\"float\"", Float.NaN)).isEqualTo("\"NaN\"");
    assertThat(json("\"double\"", Double.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
  }

  @Test
  void tagsUnionsIfAsked() {
    Schema schema = record("[\"null\", {\"type\": \"map\", \"values\": [\"int\", \"long\"]}]");
    GenericData.Record record = new GenericData.Record(schema);
    record.put("v", Map.of("k", 5L));
    assertThat(new StoredJson(true).of(record)).isEqualTo("{\"v\":{\"map\":{\"k\":{\"long\":5}}}}");
    assertThat(new StoredJson(false).of(record)).isEqualTo("{\"v\":{\"k\":5}}");
    record.put("v", null);
    assertThat(new StoredJson(true).of(record)).isEqualTo("{\"v\":null}");
  }

  private static String json(String type, Object value) {
    GenericData.Record record = new GenericData.Record(record(type));
    record.put("v", value);
    String json = new StoredJson(false).of(record);
    return json.substring("{\"v\":".length(), json.length() - 1);
  }

  private static String logical(String type, String name) {
    return "{\"type\": \"%s\", \"logicalType\": \"%s\"}".formatted(type, name);
  }

  private static String decimal() {
    return "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 8, \"scale\": 2}";
  }

  private static Schema record(String type) {
    return new Schema.Parser()
        .parse(
            "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"v\", \"type\": %s}]}"
                .formatted(type));
  }
}
