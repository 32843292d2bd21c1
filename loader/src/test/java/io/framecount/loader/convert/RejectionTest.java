package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.convert.ConvertOptions.UnknownFields;
import io.framecount.loader.convert.Rejection.Reason;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "R", "fields": [
                {"name": "uid", "type": "string", "default": "none"},
                {"name": "n", "type": ["null", "int"]},
                {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}, "default": "A"},
                {"name": "d", "type": {"type": "bytes", "logicalType": "decimal", "precision": 5, "scale": 2}, "default": ""},
                {"name": "f", "type": {"type": "fixed", "name": "F", "size": 2}, "default": "ab"},
                {"name": "t", "type": {"type": "long", "logicalType": "timestamp-millis"}, "default": 0},
                {"name": "u", "type": ["int", "boolean"], "default": 0},
                {"name": "x", "type": "float", "default": 0},
                {"name": "list", "type": {"type": "array", "items": {"type": "record", "name": "I", "fields": [
                  {"name": "id", "type": "long"}]}}, "default": []}]}
              """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"uid\":true}                    | WRONG_TYPE     | $.uid        | 7  | true",
        "{\"uid\":null}                    | WRONG_TYPE     | $.uid        | 7  | null",
        "{\"uid\":\"\\ud800\"}             | LONE_SURROGATE | $.uid        | 7  | the string \"\\ud800\"",
        "{\"n\":2147483648}                | OUT_OF_RANGE   | $.n          | 5  | the number 2147483648",
        "{\"n\":1.5}                       | INEXACT        | $.n          | 5  | the number 1.5",
        "{\"e\":\"C\"}                     | UNKNOWN_SYMBOL | $.e          | 5  | the string \"C\"",
        "{\"d\":1.234}                     | INEXACT        | $.d          | 5  | the number 1.234",
        "{\"d\":1234}                      | OUT_OF_RANGE   | $.d          | 5  | the number 1234",
        "{\"f\":\"abc\"}                   | BAD_LENGTH     | $.f          | 5  | the string \"abc\"",
        "{\"f\":\"\u20ac1\"}               | OUT_OF_RANGE   | $.f          | 5  | the string \"\u20ac1\"",
        "{\"t\":\"yesterday\"}             | BAD_TIME       | $.t          | 5  | the string \"yesterday\"",
        "{\"u\":\"x\"}                     | WRONG_TYPE     | $.u          | 5  | the string \"x\"",
        "{\"u\":[]}                        | NO_BRANCH      | $.u          | 5  | the array []",
        "{\"x\":314159265}                 | INEXACT        | $.x          | 5  | the number 314159265",
        "{\"x\":3.14159265e99}             | OUT_OF_RANGE   | $.x          | 5  | the number 3.14159265e99",
        "{\"list\":[{\"id\":1},{}]}        | MISSING_FIELD  | $.list[1].id | 18 | nothing",
        "{\"list\":[{\"id\":1},{\"id\":[]}]} | WRONG_TYPE   | $.list[1].id | 24 | the array []",
        "{\"a\":01}                        | BAD_JSON       | $.a          | 6  | '1'",
        "{\"a\":[1,{\"b c\":tru}]}         | BAD_JSON       | $.a[1]['b c'] | 15 | 't'",
        "{\"a\":1                          | BAD_JSON       | $.a          | 6  | the end of the line",
        "{\"a\":\"cut of               | BAD_JSON       | $.a          | 5  | the end of the line",
        "{\"a\":1} x                       | BAD_JSON       | $            | 8  | 'x'",
        "[1]                               | NOT_AN_OBJECT  | $            | 0  | '['",
      })
  void saysWhatAndWhere(String json, Reason reason, String path, int offset, String found) {
    Rejection rejection = reject(json, ConvertOptions.defaults(), null);

    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.path()).isEqualTo(path);
    assertThat(rejection.offset()).isEqualTo(offset);
    assertThat(rejection.found()).isEqualTo(found);
  }

  @Test
  void readsAsASentence() {
    assertThat(reject("{\"n\":1.5}", ConvertOptions.defaults(), null).sentence())
        .isEqualTo(
            "inexact at $.n, byte 5: expected a whole number from -2147483648 to 2147483647, found"
                + " the number 1.5");
  }

  @Test
  void shortensAndCleansTheExcerpt() {
    String json = "{\"a\":\"" + "y".repeat(100) + "\",\"n\":\u001b" + "x".repeat(100) + "}";

    Rejection rejection = reject(json, ConvertOptions.defaults(), null);

    assertThat(rejection.excerpt()).startsWith("…").endsWith("…").contains("\"n\":\uFFFDxxx");
    assertThat(rejection.excerpt().length()).isLessThan(70);
    assertThat(rejection.found()).isEqualTo("byte 0x1B");
  }

  @Test
  void namesAnUnknownMember() {
    ConvertOptions fail = ConvertOptions.defaults().withUnknownFields(UnknownFields.FAIL);

    Rejection rejection = reject("{\"list\":[{\"id\":1,\"odd\":2}]}", fail, null);

    assertThat(rejection.reason()).isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(rejection.path()).isEqualTo("$.list[0].odd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{} | nothing", "{\"uid\":\"a\",\"n\":null} | null"})
  void rejectsAFrameWithoutItsKey(String json, String found) {
    Rejection rejection = reject(json, ConvertOptions.defaults(), "n");

    assertThat(rejection.reason()).isEqualTo(Reason.NO_KEY);
    assertThat(rejection.path()).isEqualTo("$.n");
    assertThat(rejection.found()).isEqualTo(found);
  }

  @Test
  void countsOffsetsFromTheLine() {
    byte[] lines = "{}\n{\"n\":true}\n".getBytes(UTF_8);
    Converter converter = Converter.compile(SCHEMA, ConvertOptions.defaults(), null);

    assertThat(converter.convert(lines, 3, 13, new AvroBuffer(1))).isFalse();
    assertThat(converter.rejection().offset()).isEqualTo(5);
    assertThat(converter.rejection().excerpt()).isEqualTo("{\"n\":true}");
  }

  private static Rejection reject(String json, ConvertOptions options, String keyField) {
    byte[] line = json.getBytes(UTF_8);
    Converter converter = Converter.compile(SCHEMA, options, keyField);
    AvroBuffer out = new AvroBuffer(1);
    out.writeByte(42);
    assertThat(converter.convert(line, 0, line.length, out)).isFalse();
    assertThat(out.toByteArray()).containsExactly(42);
    return converter.rejection();
  }
}
