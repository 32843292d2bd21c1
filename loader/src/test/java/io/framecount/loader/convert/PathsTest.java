package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import java.time.Instant;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and event times from within a line. */
class PathsTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "R", "fields": [
                {"name": "before", "default": [], "type": {"type": "array", "items": {
                  "type": "record", "name": "All", "fields": [
                    {"name": "a", "type": "int"}, {"name": "b", "type": "double"},
                    {"name": "c", "type": {"type": "map", "values": ["null", "float", "string"]}},
                    {"name": "d", "type": {"type": "fixed", "name": "F", "size": 2}},
                    {"name": "e", "type": ["null", "boolean"]}, {"name": "f", "type": "bytes"}]}}},
                {"name": "user", "aliases": ["usr"], "default": null, "type": ["null",
                  {"type": "record", "name": "User", "fields": [
                    {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
                    {"name": "seen", "type": {"type": "map", "values": "All"}, "default": {}},
                    {"name": "id", "aliases": ["_id"], "type": ["null", "long", "string"],
                      "default": null}]}]},
                {"name": "meta", "default": {}, "type": {"type": "map", "values": "string"}},
                {"name": "times", "default": null, "type": ["null",
                  {"type": "record", "name": "Times", "fields": [
                    {"name": "at", "default": null, "type": ["null",
                      {"type": "long", "logicalType": "timestamp-micros"}]},
                    {"name": "plain", "type": "long", "default": 0}]}]},
                {"name": "user_name", "aliases": ["user.name"], "type": "string", "default": "?"}]}
              """);

  private static final String BEFORE =
      "\"before\":[{\"a\":1,\"b\":2.5,\"c\":{\"x\":1.5,\"y\":null,\"z\":\"s\"},\"d\":\"ab\",\"e\":true,\"f\":\"xyz\"}],";

  /** An x stands for no key. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user.id   | {\"user\":{\"id\":42}}                     | 42",
        "user.id   | {\"user\":{\"id\":\"a\",\"tags\":[\"x\",\"y\"]}} | a",
        "user.id   | {\"user\":{\"id\":42.0}}                   | 42",
        "usr._id   | {\"usr\":{\"_id\":\"a\"}}                  | a",
        "user.id   | {\"id\":\"decoy\",\"meta\":{\"id\":\"decoy\"},\"user\":{\"id\":\"a\"}} | a",
        "user.id   | {\"user\":{\"id\":\"a\"},\"user\":{\"id\":\"b\"}} | b",
        "user.id   | {\"user\":{\"id\":null}}                   | x",
        "user.id   | {\"user\":null}                            | x",
        "user.id   | {}                                         | x",
        "meta.uid  | {\"meta\":{\"id\":\"z\",\"uid\":\"a\"}}    | a",
        "meta.uid  | {\"meta\":{\"id\":\"z\"}}                  | x",
        "meta.a\\.b | {\"meta\":{\"a.b\":\"c\"}}                | c",
        "user.seen.x.c.z | {\"user\":{\"seen\":{\"w\":%s,\"x\":%s}}} | s",
        "user_name | {\"user.name\":\"Ann\"}                    | Ann",
        "user\\.name | {\"user.name\":\"Ann\"}                  | Ann",
        // Only in the line.
        "ctx.user.id | {\"ctx\":{\"user\":{\"id\":\"a\"}}}      | a",
        "ctx.user.id | {\"ctx\":{\"user\":{\"id\":42}}}         | 42",
        "ctx.user.id | {\"ctx\":{\"user\":{\"id\":4.2e1}}}      | 42.0",
        "ctx.user.id | {\"ctx\":{\"user\":{\"id\":true}}}       | true",
        "ctx.user.id | {\"ctx\":{\"user\":{\"id\":\"\\u00e9\"}}} | \u00e9",
        "ctx.user.id | {\"ctx\":{\"user\":{\"id\":null}}}       | x",
        "ctx.user.id | {\"ctx\":{\"user\":{\"id\":{}}}}         | x",
        "ctx.user.id | {\"ctx\":{\"user\":[{\"id\":1}]}}        | x",
        "ctx.user.id | {\"ctx\":{}}                             | x",
        "ctx.user.id | {\"user\":{\"id\":\"decoy\"}}            | x",
      })
  void takesTheKey(String path, String json, String key) {
    String element = BEFORE.substring(BEFORE.indexOf('[') + 1, BEFORE.lastIndexOf(']'));
    String line = json.replace("%s", element);
    for (String before : new String[] {"{", "{" + BEFORE}) {
      byte[] bytes = (before + line.substring(1)).replace(",}", "}").getBytes(UTF_8);
      Converter converter = Converter.compile(SCHEMA, ConvertOptions.defaults(), path, true, null);
      assertThat(converter.convert(bytes, 0, bytes.length, new AvroBuffer(1))).isTrue();
      assertThat(key(converter)).isEqualTo(key);
      Converter needing = Converter.compile(SCHEMA, ConvertOptions.defaults(), path);
      assertThat(needing.convert(bytes, 0, bytes.length, new AvroBuffer(1)))
          .isEqualTo(!key.equals("x"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "times.at    | {\"times\":{\"at\":\"2016-07-11 13:39:44.123456 UTC\"}} | 2016-07-11T13:39:44.123Z",
        "times.at    | {\"times\":{\"at\":1468244384}}       | 2016-07-11T13:39:44Z",
        "times.at    | {\"at\":1,\"times\":{\"at\":null}}    | ",
        "times.at    | {}                                    | ",
        "times.plain | {\"times\":{\"plain\":1468244384}}    | 2016-07-11T13:39:44Z",
        "ctx.at      | {\"ctx\":{\"at\":\"Mon, 11 Jul 2016 13:39:44 GMT\"}} | 2016-07-11T13:39:44Z",
        "ctx.at      | {\"ctx\":{\"at\":1468244384.5}}       | 2016-07-11T13:39:44.500Z",
        "ctx.at      | {\"ctx\":{\"at\":\"soon\"}}           | ",
        "ctx.at      | {\"ctx\":[{\"at\":5}]}                | ",
      })
  void takesTheTime(String path, String line, Instant time) {
    Converter converter = Converter.compile(SCHEMA, ConvertOptions.defaults(), null, path);
    byte[] bytes = line.getBytes(UTF_8);
    assertThat(converter.convert(bytes, 0, bytes.length, new AvroBuffer(1))).isTrue();
    assertThat(converter.eventTime())
        .isEqualTo(time == null ? Converter.NO_TIME : time.toEpochMilli());
  }

  @Test
  void takesWrappedKeysAndTimes() {
    Converter converter =
        Converter.compile(
            SCHEMA,
            ConvertOptions.defaults().withLenient(Set.of(Leniency.EXTENDED_JSON)),
            "doc._id",
            "doc.at");
    byte[] line =
        "{\"doc\":{\"_id\":{\"$oid\":\"57839a2e4c1e4f0001a1b2c3\"},\"at\":{\"$date\":{\"$numberLong\":\"5\"}}}}"
            .getBytes(UTF_8);
    assertThat(converter.convert(line, 0, line.length, new AvroBuffer(1))).isTrue();
    assertThat(key(converter)).isEqualTo("57839a2e4c1e4f0001a1b2c3");
    assertThat(converter.eventTime()).isEqualTo(5);
  }

  @Test
  void saysWhereTheKeyIsMissing() {
    assertThat(rejection("user.id", "{\"user\":{\"id\":null}}"))
        .startsWith("no-key at $.user, byte 8: expected a value that can be the key");
    assertThat(rejection("ctx.id", "{\"ctx\":{\"id\":[1]}}"))
        .startsWith("no-key at $.ctx.id, byte 13: ")
        .endsWith("found the array [1]");
    assertThat(rejection("ctx.id", "{\"a\":1}")).startsWith("no-key at $.ctx, byte 0: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user.idd   | --key user.idd: user is a record without this field; it has tags, seen, id",
        "user.tags.x | --key user.tags.x: user.tags is an array, and paths don't lead into arrays",
        "user_name.x | --key user_name.x: user_name is of type string, and has no fields",
        "@key        | --key @key is a part of a Kafka record, which lines of files don't have; name a field",
        "@foo        | '@foo' is no part of a Kafka record",
        "user..id    | 'user..id' has an empty name",
        "usre        | schema R has no field usre to take the key from; it has before, user, meta, times, user_name",
      })
  void refusesPathsThatLeadNowhere(String path, String sentence) {
    assertThatThrownBy(() -> Converter.compile(SCHEMA, ConvertOptions.defaults(), path))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void refusesTimesThatAreNone() {
    assertThatThrownBy(
            () -> Converter.compile(SCHEMA, ConvertOptions.defaults(), null, "user.tags"))
        .hasMessage(
            "field user.tags of schema R is not a timestamp or long, so it cannot be the event time");
  }

  private static String rejection(String path, String json) {
    Converter converter = Converter.compile(SCHEMA, ConvertOptions.defaults(), path);
    byte[] line = json.getBytes(UTF_8);
    assertThat(converter.convert(line, 0, line.length, new AvroBuffer(1))).isFalse();
    return converter.rejection().sentence();
  }

  private static String key(Converter converter) {
    return converter.hasKey()
        ? new String(converter.keyArray(), converter.keyOffset(), converter.keyLength(), UTF_8)
        : "x";
  }
}
