package io.framecount.loader.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The effort of finding a union's branch is limited. */
@Timeout(60)
class UnionTest {
  private static final String DOUBLE_OR_TEXT =
      "{\"type\": \"array\", \"items\": [\"double\", \"string\"]}";
  private static final String CATS_AND_DOGS =
      """
      {"type": "array", "items": [
        {"type": "record", "name": "Cat", "fields": [
          {"name": "name", "type": "string"}, {"name": "lives", "type": "int"}]},
        {"type": "record", "name": "Dog", "fields": [
          {"name": "name", "type": "string"}, {"name": "breed", "type": "string"}]}]}
      """;

  /** Two records that differ only by what comes after the record in them. */
  private static final String TWINS =
      """
      ["null",
        {"type": "record", "name": "A", "fields": [
          {"name": "next", "type": ["null", "A",
            {"type": "record", "name": "B", "fields": [
              {"name": "next", "type": ["null", "A", "B"], "default": null},
              {"name": "b", "type": "int"}]}], "default": null},
          {"name": "a", "type": "int"}]},
        "B"]
      """;

  @Test
  void aLongLineMayHaveManyValuesOfUnions() {
    assertThat(value(DOUBLE_OR_TEXT, "[" + "\"x\",".repeat(200_000) + "\"x\"]"))
        .hasSize(200_001 * 3);
    String dogs = "{\"name\":\"Rex\",\"breed\":\"x\",\"age\":1},".repeat(100_000);
    assertThat(value(CATS_AND_DOGS, "[" + dogs + "{\"name\":\"Tom\",\"lives\":9}]"))
        .endsWith(", {\"name\": \"Tom\", \"lives\": 9}]");
  }

  @Test
  void whatFitsIsFoundAtAnyDepth() {
    String twins = "{\"next\":".repeat(200) + "{\"b\":1}" + ",\"a\":1}".repeat(200);
    assertThat(value(TWINS, twins)).contains("{\"next\": null, \"b\": 1}, \"a\": 1}");
  }

  @Test
  void onlyWhatTheBranchThatIsTakenDropsIsCounted() {
    Schema schema = Converted.of(CATS_AND_DOGS);
    Converter converter = Converter.compile(schema, ConvertOptions.defaults(), null);
    Converted.convert(converter, schema, "{\"v\":[{\"name\":\"Rex\",\"breed\":\"x\"}]}");
    assertThat(Converted.changes(converter)).isEmpty();

    Converted.convert(
        converter, schema, "{\"v\":[{\"name\":\"Rex\",\"breed\":\"x\",\"age\":1,\"age\":2}]}");
    assertThat(Converted.changes(converter)).containsExactly("dropped v.age 2");
  }

  @Test
  void nothingInABranchThatIsNotTakenIsCounted() {
    Schema schema = Converted.of(TWINS);
    Converter converter = Converter.compile(schema, ConvertOptions.defaults(), null);
    Converted.convert(
        converter, schema, "{\"v\":{\"next\":{\"a\":1,\"x\":1,\"y\":1},\"b\":\"1\",\"z\":1}}");
    // A contains itself, and B stands in it as well, so only the names of the records are true.
    assertThat(Converted.changes(converter))
        .containsExactly("defaulted A.next 1", "dropped A.x 1", "dropped A.y 1", "dropped B.z 1");
  }

  @Test
  void aLineThatMayBeTooMuchIsGivenUp() {
    String twins = "{\"next\":".repeat(300) + "{\"c\":1}" + ",\"c\":1}".repeat(300);
    assertThat(value(TWINS, twins)).isEqualTo("TOO_AMBIGUOUS");
    // What is less deep can be tried in all ways.
    String few = "{\"next\":".repeat(3) + "{\"c\":1}" + ",\"c\":1}".repeat(3);
    assertThat(value(TWINS, few)).isEqualTo("NO_BRANCH");
  }

  private static String value(String type, String json) {
    return Converted.value(type, json, ConvertOptions.defaults());
  }
}
