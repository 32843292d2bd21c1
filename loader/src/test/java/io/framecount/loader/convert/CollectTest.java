package io.framecount.loader.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.loader.convert.ConvertOptions.UnknownFields;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectTest {
  private static final ConvertOptions COLLECT =
      ConvertOptions.defaults().withUnknownFields(UnknownFields.COLLECT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"string\" | {\"v\":1,\"a\":[1, 2],\"b\" : \"\\u00e9\"} | {\"a\":[1, 2],\"b\" : \"\\u00e9\"} | ``",
        "\"string\" | {\"v\":1}                                 | {} | ``",
        "[\"null\",\"string\"] | {\"a\":null,\"v\":1}           | {\"a\":null} | ``",
        "[\"string\",\"null\"] | {\"a\":null,\"v\":1}           | {\"a\":null} | ``",
        "[\"null\",\"string\"] | {\"v\":1}                      | null | ``",
        "{\"type\":\"map\",\"values\":\"string\"} | {\"a\":1,\"v\":1,\"b\":{\"c\":[]},\"a\":\"x\"} | {a=\"x\", b={\"c\":[]}} | replaced rest 1",
        "{\"type\":\"map\",\"values\":\"string\"} | {\"v\":1}   | {} | ``",
        "\"string\" | {\"v\":1,\"rest\":2}                      | {\"rest\":2} | ``",
      })
  void keepsWhatNoFieldTakes(String type, String json, String expected, String changes) {
    Schema schema = schema(type);
    Converter converter = Converter.compile(schema, COLLECT, null);

    Object rest = Converted.convert(converter, schema, json).get("rest");

    assertThat(String.valueOf(rest)).isEqualTo(expected);
    assertThat(String.join(", ", Converted.changes(converter))).isEqualTo(changes);
  }

  @Test
  void keepsThemInTheBranchOfAUnion() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "rest", "type": "string", "framecount.collect": true},
                  {"name": "pet", "type": [
                    {"type": "record", "name": "Cat", "fields": [{"name": "lives", "type": "int"}]},
                    {"type": "record", "name": "Dog", "fields": [
                      {"name": "rest", "type": "string", "framecount.collect": true}]}]}]}
                """);
    Converter converter = Converter.compile(schema, COLLECT, null);

    String json = "{\"pet\":{\"a\":1,\"b\":[2]}}";
    assertThat(Converted.convert(converter, schema, json).get("pet"))
        .hasToString("{\"rest\": \"{\\\"a\\\":1,\\\"b\\\":[2]}\"}");
    assertThat(Converted.changes(converter)).isEmpty();
  }

  @Test
  void isAnOrdinaryFieldOtherwise() {
    Schema schema = schema("\"string\"");
    Converter converter = Converter.compile(schema, ConvertOptions.defaults(), null);

    assertThat(Converted.convert(converter, schema, "{\"v\":1,\"rest\":\"x\",\"a\":2}").get("rest"))
        .hasToString("x");
    assertThat(Converted.changes(converter)).containsExactly("dropped a 1");
  }

  @Test
  void refusesSchemasItCannotCollectIn() {
    assertThatThrownBy(() -> Converter.compile(schema("\"int\""), COLLECT, null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("marks rest, which is neither");
    assertThatThrownBy(() -> Converter.compile(Converted.of("\"int\""), COLLECT, null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("schema R has no field to collect");
  }

  private static Schema schema(String type) {
    return new Schema.Parser()
        .parse(
            """
            {"type": "record", "name": "R", "fields": [
              {"name": "v", "type": "int"},
              {"name": "rest", "type": %s, "framecount.collect": true}]}
            """
                .formatted(type));
  }
}
