package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.text.EpochUnit;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of conversion, one line each. */
class ValuesTest {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("millis", "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}"),
          Map.entry("micros", "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}"),
          Map.entry("nanos", "{\"type\": \"long\", \"logicalType\": \"timestamp-nanos\"}"),
          Map.entry("local", "{\"type\": \"long\", \"logicalType\": \"local-timestamp-millis\"}"),
          Map.entry("date", "{\"type\": \"int\", \"logicalType\": \"date\"}"),
          Map.entry("time", "{\"type\": \"int\", \"logicalType\": \"time-millis\"}"),
          Map.entry("decimal", decimal("\"bytes\"", 6, 2)),
          Map.entry("fixed", decimal("\"fixed\", \"name\": \"F\", \"size\": 12", 6, 2)),
          Map.entry("large", decimal("\"bytes\"", 20, 0)),
          Map.entry(
              "enum",
              "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\", \"B\"], \"default\": \"B\"}"),
          Map.entry("map", "{\"type\": \"map\", \"values\": \"int\"}"),
          Map.entry("null|string", "[\"null\", \"string\"]"),
          Map.entry("null|long|string", "[\"null\", \"long\", \"string\"]"),
          Map.entry("int|double", "[\"int\", \"double\"]"),
          Map.entry("int|long", "[\"int\", \"long\"]"),
          Map.entry("float|double", "[\"float\", \"double\"]"),
          Map.entry("null|long", "[\"null\", \"long\"]"),
          Map.entry(
              "p|q",
              """
              ["null",
               {"type": "record", "name": "P", "namespace": "app", "fields": [
                 {"name": "n", "type": ["null", "string"], "default": null}]},
               {"type": "record", "name": "Q", "namespace": "app", "fields": [
                 {"name": "k", "type": "string", "default": "none"}]}]
              """),
          Map.entry(
              "cat|dog",
              """
              [{"type": "record", "name": "Cat", "fields": [
                 {"name": "name", "type": "string"}, {"name": "lives", "type": "int", "default": 9}]},
               {"type": "record", "name": "Dog", "fields": [
                 {"name": "name", "type": "string"}, {"name": "breed", "type": "string", "default": "?"}]}]
              """));

  private static final ConvertOptions AVRO_JSON = ConvertOptions.defaults().withAvroJson(true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int    | 1.0                           | 1",
        "int    | 1e3                           | 1000",
        "int    | -0                            | 0",
        "int    | \"12\"                        | 12",
        "int    | \" 12\"                       | WRONG_TYPE",
        "int    | \"\"                          | WRONG_TYPE",
        "int    | true                          | WRONG_TYPE",
        "int    | 1e-1                          | INEXACT",
        "long   | 9223372036854775807           | 9223372036854775807",
        "long   | 9223372036854775808           | OUT_OF_RANGE",
        "double | 0.1                           | 0.1",
        "double | 0.30000000000000004           | 0.30000000000000004",
        "double | 9007199254740993              | INEXACT",
        "double | 0.33333333333333333333        | 0.3333333333333333",
        "double | 9007199254740993.0            | 9.007199254740992E15",
        "double | 1e400                         | OUT_OF_RANGE",
        "double | 1e-400                        | OUT_OF_RANGE",
        "double | \"NaN\"                       | NaN",
        "float  | 16777217                      | INEXACT",
        "float  | 0.1                           | 0.1",
        "float  | 48.1371543                    | 48.137154",
        "float  | 1.6777217e7                   | 1.6777216E7",
        "float  | 3.5e38                        | OUT_OF_RANGE",
        "float,double | 48.1371543              | 48.1371543",
        "float,double | 0.33333333333333333333  | 0.3333333333333333",
        "string | 42                            | 42",
        "string | -0                            | 0",
        "string | 123456789012345678901234567890 | 123456789012345678901234567890",
        "string | 4.2e1                         | 42.0",
        "string | 1e400                         | OUT_OF_RANGE",
        "string | true                          | WRONG_TYPE",
        "date   | \"+10000-01-01\"              | +10000-01-01",
        "date   | \"-0044-03-15\"               | -0044-03-15",
        "date   | \"+5881581-01-01\"            | OUT_OF_RANGE",
        "null,long,string | 5                   | 5",
        "null,long,string | 5.5                 | 5.5",
        "null,string | 42                       | 42",
        "cat,dog | {\"odd\":1}                   | NO_BRANCH",
        "cat,dog | {\"t.Dog\":{\"name\":\"Rex\"}}  | NO_BRANCH",
        "cat,dog | {\"name\":\"Rex\",\"breed\":\"x\",\"odd\":1} | {\"name\": \"Rex\", \"breed\": \"x\"}",
        "p,q | {}                               | {\"n\": null}",
        "p,q | {\"k\":\"x\",\"odd\":1}           | {\"k\": \"x\"}",
        "p,q | {\"Q\":{\"k\":\"x\"}}             | NO_BRANCH",
        "p,q | {\"app.Q\":{\"k\":\"x\"}}         | NO_BRANCH",
        "string | \"\\ud83d\\ude00\\u00e9\\n\"  | `\uD83D\uDE00\u00e9\n`",
        "enum   | \"A\"                         | A",
        "enum   | \"X\"                         | B",
        "map    | {\"a\":1,\"b\":2,\"\\u0061\":3} | {a=3, b=2}",
        "date   | \"2016-07-11\"                | 2016-07-11",
        "date   | 16993                         | 2016-07-11",
        "date   | \"2016-02-30\"                | BAD_TIME",
        "time   | \"13:39:44.3849\"             | 13:39:44.384",
        "time   | 86400000                      | OUT_OF_RANGE",
        "millis | 1468244384                    | 2016-07-11T13:39:44Z",
        "millis | \"1468244384\"                | 2016-07-11T13:39:44Z",
        "millis | 1.468244384e+09               | 2016-07-11T13:39:44Z",
        "millis | 1468244384.1239               | 2016-07-11T13:39:44.123Z",
        "millis | 1468244384123                 | 2016-07-11T13:39:44.123Z",
        "millis | 1468244384123456              | 2016-07-11T13:39:44.123Z",
        "millis | 1468244384123456789           | 2016-07-11T13:39:44.123Z",
        "nanos  | 1468244384123456789           | 2016-07-11T13:39:44.123456789Z",
        "millis | -0.0001                       | 1969-12-31T23:59:59.999Z",
        "millis | 99999999999                   | 5138-11-16T09:46:39Z",
        "millis | 100000000000                  | 1973-03-03T09:46:40Z",
        "millis | \"2016-07-11T15:39:44+02:00\" | 2016-07-11T13:39:44Z",
        "millis | \"2016-07-11 13:39:44\"       | 2016-07-11T13:39:44Z",
        "millis | \"2016-07-11\"                | 2016-07-11T00:00:00Z",
        "millis | \"1969-12-31T23:59:59.9Z\"    | 1969-12-31T23:59:59.900Z",
        "millis | \"11.07.2016\"                | BAD_TIME",
        "micros | \"2016-07-11T13:39:44.123456789Z\" | 2016-07-11T13:39:44.123456Z",
        "nanos  | \"2300-01-01T00:00:00Z\"      | OUT_OF_RANGE",
        "local  | \"2016-07-11T13:39:44\"       | 2016-07-11T13:39:44",
        "local  | \"2016-07-11T13:39:44Z\"      | BAD_TIME",
        "null,string | null                     | null",
        "null,string | \"a\"                    | a",
        "null,string | {\"string\":\"a\"}       | NO_BRANCH",
        "null,long,string | \"12\"              | 12",
        "null,long | \"12\"                     | 12",
        "int,double | 1.0                       | 1.0",
        "int,double | 1                         | 1",
        "int,long | 2147483648                  | 2147483648",
        "cat,dog | {\"name\":\"Tom\"}           | {\"name\": \"Tom\", \"lives\": 9}",
        "cat,dog | {\"name\":\"Rex\",\"breed\":\"x\"} | {\"name\": \"Rex\", \"breed\": \"x\"}",
        "cat,dog | {\"name\":\"Rex\",\"odd\":1} | {\"name\": \"Rex\", \"lives\": 9}",
      })
  void converts(String type, String json, String expected) {
    assertThat(value(type, json, ConvertOptions.defaults())).isEqualTo(expected);
  }

  @Test
  void numbersAreWhatTheEpochUnitSays() {
    ConvertOptions seconds = ConvertOptions.defaults().withEpochUnit(EpochUnit.SECONDS);
    ConvertOptions nanos = ConvertOptions.defaults().withEpochUnit(EpochUnit.NANOS);

    assertThat(value("millis", "100000000000", seconds)).isEqualTo("5138-11-16T09:46:40Z");
    assertThat(value("millis", "1468244384", nanos)).isEqualTo("1970-01-01T00:00:01.468Z");
  }

  @Test
  void taggedUnionsOnlyWithAvroJson() {
    assertThat(value("null,string", "{\"string\":\"a\"}", AVRO_JSON)).isEqualTo("a");
    assertThat(value("null,string", "\"a\"", AVRO_JSON)).isEqualTo("a");
    assertThat(value("null,long,string", "{\"long\":5}", AVRO_JSON)).isEqualTo("5");
    assertThat(value("null,long,string", "{\"string\":true}", AVRO_JSON)).isEqualTo("WRONG_TYPE");
    assertThat(value("cat,dog", "{\"Dog\":{\"name\":\"Rex\"}}", AVRO_JSON))
        .isEqualTo("{\"name\": \"Rex\", \"breed\": \"?\"}");
    assertThat(value("p,q", "{\"app.Q\":{\"k\":\"x\"}}", AVRO_JSON)).isEqualTo("{\"k\": \"x\"}");
    assertThat(value("p,q", "{\"Q\":{\"k\":\"x\"}}", AVRO_JSON)).isEqualTo("{\"k\": \"x\"}");
    assertThat(value("p,q", "{\"R\":{\"k\":\"x\"}}", AVRO_JSON)).isEqualTo("NO_BRANCH");
  }

  @ParameterizedTest
  @CsvSource({
    "4d2,         12.34",
    "000004d2,    12.34",
    "fb2e,        -12.34",
    "fffffb2e,    -12.34",
    "0f423f,      9999.99",
    "0f4240,      OUT_OF_RANGE",
    "f0bdc1,      -9999.99",
    "f0bdc0,      OUT_OF_RANGE",
    "0000000000000000000004d2, 12.34",
    "ff0000000000000004d2, OUT_OF_RANGE",
    "'',          BAD_LENGTH",
  })
  void decimalsInQuotesAreBytesWithAvroJson(String hex, String expected) {
    String padded = hex.length() % 2 == 0 ? hex : "0" + hex;
    String sign = padded.startsWith("f") ? "ff" : "00";

    assertThat(value("decimal", bytes(padded), AVRO_JSON)).isEqualTo(expected);
    assertThat(value("fixed", bytes(sign.repeat(12 - padded.length() / 2) + padded), AVRO_JSON))
        .isEqualTo(hex.isEmpty() ? "0.00" : expected);
  }

  @Test
  void largeDecimalsInQuotesAreBytesWithAvroJson() {
    // 10^20.
    assertThat(value("large", bytes("056bc75e2d630fffff"), AVRO_JSON))
        .isEqualTo("99999999999999999999");
    assertThat(value("large", bytes("056bc75e2d63100000"), AVRO_JSON)).isEqualTo("OUT_OF_RANGE");
    assertThat(value("large", bytes("7fffffffffffffff"), AVRO_JSON))
        .isEqualTo(String.valueOf(Long.MAX_VALUE));
  }

  @Test
  void decimalTextIsNotTakenForBytes() {
    Schema schema = Converted.of(TYPES.get("decimal"));
    Converter converter = Converter.compile(schema, AVRO_JSON, null);
    byte[] line = "{\"v\":\"12.34\"}".getBytes(UTF_8);

    assertThat(converter.convert(line, 0, line.length, new AvroBuffer(1))).isFalse();
    assertThat(converter.rejection().sentence())
        .isEqualTo(
            "out-of-range at $.v, byte 5: expected a number of at most 6 digits, 2 of them decimals,"
                + " or its bytes as Avro's JSON has them, found the string \"12.34\"");
    assertThat(value("decimal", "\"12.34\"", ConvertOptions.defaults())).isEqualTo("12.34");
    assertThat(value("decimal", "12.34", AVRO_JSON)).isEqualTo("12.34");
  }

  private static String decimal(String type, int precision, int scale) {
    return "{\"type\": %s, \"logicalType\": \"decimal\", \"precision\": %d, \"scale\": %d}"
        .formatted(type, precision, scale);
  }

  /** A JSON string of characters that are bytes. */
  private static String bytes(String hex) {
    return "\"" + hex.replaceAll("..", "\\\\u00$0") + "\"";
  }

  private static String value(String type, String json, ConvertOptions options) {
    String named = type.replace(',', '|');
    return Converted.value(TYPES.getOrDefault(named, "\"" + type + "\""), json, options);
  }
}
