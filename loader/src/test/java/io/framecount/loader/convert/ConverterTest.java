package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.json.KeyTable;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class ConverterTest {
  private static final Schema FRAME =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Frame", "namespace": "io.framecount", "fields": [
                {"name": "uid", "type": "string"},
                {"name": "ts", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
              """);

  /** A schema that a registry may hold from an Avro version that accepted it. */
  @Test
  void takesADefaultThatDoesNotFitForNone() {
    Schema schema =
        new Schema.Parser()
            .setValidateDefaults(false)
            .parse(
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":["
                    + "{\"name\":\"v\",\"type\":\"int\",\"default\":\"0\"}]}");
    Converter converter = Converter.compile(schema, ConvertOptions.defaults(), null);
    assertThat(Converted.convert(converter, schema, "{\"v\":3}").get("v")).isEqualTo(3);
    assertThat(converter.convert(new byte[] {'{', '}'}, 0, 2, new AvroBuffer(1))).isFalse();
    assertThat(converter.rejection().sentence()).contains("v");
  }

  @Test
  void goldenBytesOfAFrame() {
    Converter converter = Converter.compile(FRAME, ConvertOptions.defaults(), "uid", "ts");
    byte[] json =
        """
        {"a":{"uid":"decoy","ts":1},"ts":1468244384,"uid":"555abee50270f45d9f4","z":[1,{"ts":2}]}"""
            .getBytes(UTF_8);
    AvroBuffer out = new AvroBuffer(1);

    assertThat(converter.convert(json, 0, json.length, out)).isTrue();

    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .isEqualTo("263535356162656535303237306634356439663480e4faa2bb55");
    assertThat(key(converter)).isEqualTo("555abee50270f45d9f4");
    assertThat(converter.eventTime()).isEqualTo(1468244384000L);
    assertThat(Converted.changes(converter)).containsExactly("dropped a 1", "dropped z 1");
  }

  @Test
  void theLastOfRepeatedMembersCounts() {
    Converter converter = Converter.compile(FRAME, ConvertOptions.defaults(), "uid");
    String json = "{\"uid\":1,\"ts\":true,\"u\\u0069d\":\"b\",\"ts\":5,\"\\u0075id\":\"c\"}";

    GenericRecord frame = Converted.convert(converter, FRAME, json);

    assertThat(frame.get("uid")).hasToString("c");
    assertThat(frame.get("ts")).hasToString("1970-01-01T00:00:05Z");
    assertThat(Converted.changes(converter)).containsExactly("replaced ts 1", "replaced uid 2");
  }

  @Test
  void matchesByNameThenByAlias() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "uid", "type": "string", "aliases": ["user_id", "ts"]},
                  {"name": "ts", "type": "long"}]}
                """);
    Converter converter = Converter.compile(schema, ConvertOptions.defaults(), "user_id", "ts");

    assertThat(Converted.convert(converter, schema, "{\"user_id\":\"a\",\"ts\":1}"))
        .hasToString("{\"uid\": \"a\", \"ts\": 1}");
    assertThat(converter.eventTime()).isEqualTo(1000);
    assertThat(Converted.convert(converter, schema, "{\"user_id\":5,\"ts\":1,\"uid\":\"b\"}"))
        .hasToString("{\"uid\": \"b\", \"ts\": 1}");
    assertThat(key(converter)).isEqualTo("b");
  }

  @Test
  void missingFieldsTakeDefaultsOrNull() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "a", "type": "int", "default": 7},
                  {"name": "b", "type": ["string", "null"]},
                  {"name": "c", "type": {"type": "array", "items": "string"}, "default": ["x"]}]}
                """);
    Converter converter = Converter.compile(schema, ConvertOptions.defaults(), null);

    assertThat(Converted.convert(converter, schema, "{}"))
        .hasToString("{\"a\": 7, \"b\": null, \"c\": [\"x\"]}");
  }

  @Test
  void namesTheFieldsIfTheKeyIsNone() {
    assertThatThrownBy(() -> Converter.compile(FRAME, ConvertOptions.defaults(), "user"))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            "schema io.framecount.Frame has no field user to take the key from; it has uid, ts");
    assertThatThrownBy(() -> Converter.compile(FRAME, ConvertOptions.defaults(), null, "uid"))
        .hasMessageContaining("field uid of schema io.framecount.Frame is not a timestamp");
    assertThatThrownBy(
            () ->
                Converter.compile(
                    Schema.create(Schema.Type.STRING), ConvertOptions.defaults(), null))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEMA));
  }

  @Test
  void keysAreTheTextOfValues() {
    Schema union = Converted.of("[\"null\", \"double\", \"string\"]");
    ConvertOptions avroJson = ConvertOptions.defaults().withAvroJson(true);
    Converter converter = Converter.compile(union, avroJson, "v");
    for (String[] pair :
        new String[][] {
          {"1.50", "1.5"}, {"\"a\\n\u00e9\"", "a\n\u00e9"}, {"{\"string\":\"t\"}", "t"}
        }) {
      Converted.convert(converter, union, "{\"v\":" + pair[0] + "}");
      assertThat(key(converter)).isEqualTo(pair[1]);
    }
    for (String written : List.of("42", "42.0", "4.2e1", "\"42\"")) {
      assertThat(keyOf("\"long\"", written)).as(written).isEqualTo("42");
    }
    assertThat(keyOf("\"string\"", "42")).isEqualTo("42");
    assertThat(keyOf("\"float\"", "0.10")).isEqualTo("0.1");
    assertThat(keyOf("\"boolean\"", "true")).isEqualTo("true");
    String uuid = "{\"type\": \"fixed\", \"name\": \"F\", \"size\": 16, \"logicalType\": \"uuid\"}";
    assertThat(keyOf(uuid, "\"123E4567-E89B-12D3-A456-426614174000\""))
        .isEqualTo("123e4567-e89b-12d3-a456-426614174000");
    String decimal =
        "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 4, \"scale\": 2}";
    assertThat(keyOf(decimal, "12.3")).isEqualTo("12.30");
    String anEnum =
        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\", \"B\"], \"default\": \"B\"}";
    assertThat(keyOf(anEnum, "\"x\"")).isEqualTo("B");
  }

  @Test
  void aKeyMayLackOnlyIfNobodyAskedForIt() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "uid", "type": ["null", "string"], "default": null},
                  {"name": "id", "type": "string", "default": "anonymous"}]}
                """);
    Converter byDefault = Converter.compile(schema, ConvertOptions.defaults(), "uid", true, null);
    Converted.convert(byDefault, schema, "{}");
    assertThat(byDefault.hasKey()).isFalse();
    Converted.convert(byDefault, schema, "{\"uid\":\"a\"}");
    assertThat(byDefault.hasKey()).isTrue();
    assertThat(key(byDefault)).isEqualTo("a");

    Converter asked = Converter.compile(schema, ConvertOptions.defaults(), "uid");
    assertThat(asked.convert("{}".getBytes(UTF_8), 0, 2, new AvroBuffer(1))).isFalse();
    assertThat(asked.rejection().sentence())
        .isEqualTo(
            "no-key at $.uid, byte 0: expected a value that can be the key (--key none loads"
                + " without keys), found nothing");
    Converter withDefault = Converter.compile(schema, ConvertOptions.defaults(), "id");
    Converted.convert(withDefault, schema, "{}");
    assertThat(key(withDefault)).isEqualTo("anonymous");
  }

  private static String keyOf(String type, String json) {
    Schema schema = Converted.of(type);
    Converter converter = Converter.compile(schema, ConvertOptions.defaults(), "v");
    Converted.convert(converter, schema, "{\"v\":" + json + "}");
    return key(converter);
  }

  @Test
  void timesMayBeTagged() {
    Schema schema =
        Converted.of("[\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}]");
    Converter converter =
        Converter.compile(schema, ConvertOptions.defaults().withAvroJson(true), null, "v");
    for (String time : List.of("{\"long\":1468244384123}", "1468244384123")) {
      Converted.convert(converter, schema, "{\"v\":" + time + "}");
      assertThat(converter.eventTime()).as(time).isEqualTo(1468244384123L);
    }
    for (String none : List.of("{\"v\":null}", "{}")) {
      Converted.convert(converter, schema, none);
      assertThat(converter.eventTime()).as(none).isEqualTo(Converter.NO_TIME);
    }
  }

  @Test
  void countsDroppedMembersOfNestedRecordsToo() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [{"name": "user", "type": {
                  "type": "record", "name": "U", "fields": [{"name": "id", "type": "int"}]}}]}
                """);
    Converter converter = Converter.compile(schema, ConvertOptions.defaults(), null);
    Converted.convert(converter, schema, "{\"user\":{\"id\":1,\"nick\":2},\"x\":{\"id\":1}}");
    Converted.convert(converter, schema, "{\"\\u0078\":1,\"user\":{\"id\":1}}");

    assertThat(Converted.changes(converter)).containsExactly("dropped user.nick 1", "dropped x 2");
    assertThat(Converted.changes(converter)).as("since the last time").isEmpty();
  }

  @Test
  void boundsTheNamesItCounts() {
    Converter converter = Converter.compile(FRAME, ConvertOptions.defaults(), null);
    for (int i = 0; i < 3000; i++) {
      Converted.convert(converter, FRAME, "{\"ts\":1,\"k%d\":1,\"uid\":\"u\"}".formatted(i));
    }

    Map<ChangedValue, Long> dropped = new HashMap<>();
    converter.drainTo(dropped);

    assertThat(dropped)
        .hasSize(KeyTable.LEARNED_NAMES + 1)
        .containsEntry(
            new ChangedValue(ChangedValue.Kind.DROPPED, "…", null), 3000L - KeyTable.LEARNED_NAMES);
  }

  @Test
  void allocatesNothingForGoodFrames() {
    Converter converter = Converter.compile(FRAME, ConvertOptions.defaults(), "uid", "ts");
    AvroBuffer out = new AvroBuffer(1 << 12);
    byte[] json =
        "{\"a\":[{\"b\":\"\u0436\"}],\"uid\":\"x\\n\",\"ts\":\"2016-07-11T13:39:44Z\"}"
            .getBytes(UTF_8);
    convertAll(converter, json, out, 1000);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    convertAll(converter, json, out, 10_000);

    // Asking, and the JVM now and then, allocates a little; an object per frame were 160,000 bytes.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
  }

  private static void convertAll(Converter converter, byte[] json, AvroBuffer out, int times) {
    for (int i = 0; i < times; i++) {
      out.clear();
      converter.convert(json, 0, json.length, out);
    }
  }

  private static String key(Converter converter) {
    return new String(converter.keyArray(), converter.keyOffset(), converter.keyLength(), UTF_8);
  }
}
