package io.framecount.loader.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is JSON and what is not, by the kinds of cases that JSONTestSuite has: those that every
 * parser must take (y), must refuse (n), and may do either with (i), for which the choice is
 * written down. Each text stands as a value that is not wanted, in an object and in an array in it,
 * where only strictness could notice it. In a case, {@code <80>} is a byte.
 */
class JsonConformanceTest {
  private static final Schema EMPTY =
      new Schema.Parser().parse("{\"type\": \"record\", \"name\": \"Empty\", \"fields\": []}");

  private static final String[] GOOD = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "10",
    "123456789012345678901234567890",
    "0.1",
    "-0.0",
    "1e1",
    "1E1",
    "1e+1",
    "1e-1",
    "0e1",
    "0E-0",
    "1.5e300",
    "1e99999",
    "[]",
    "{}",
    "[[]]",
    "[1 ]",
    "[ 1]",
    "[\t1\r\n,\n2 ]",
    "[1,2,null]",
    "{\"a\":1,\"a\":2}",
    "{\"\":0}",
    "{ \"a\" : 1 }",
    "{\"a\":{\"b\":[{}]}}",
    "\"\"",
    "\"a\"",
    "\" \"",
    "\"\\\"\"",
    "\"\\\\\"",
    "\"\\/\"",
    "\"\\b\\f\\n\\r\\t\"",
    "\"\\u0041\"",
    "\"\\u00e9\\u00E9\"",
    "\"\\ud83d\\ude00\"",
    "\"\\u0000\"",
    "\"\\\\u\"",
    "\"\\\\\\\"\"",
    "\"'\"",
    "\"/* */\"",
    "\"é\"",
    "\"日本\"",
    "\"😀\"",
    "\"\u2028\"",
    "\"\u007f\"",
    "\"<c2><80>\"",
    "\"<df><bf>\"",
    "\"<e0><a0><80>\"",
    "\"<ed><9f><bf>\"",
    "\"<ee><80><80>\"",
    "\"<ef><bf><bf>\"",
    "\"<f0><90><80><80>\"",
    "\"<f4><8f><bf><bf>\"",
    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
  };

  /** Up to the implementation. Lone surrogates are grammatical, so only a wanted string refuses. */
  private static final String[] GOOD_BY_CHOICE = {
    "\"\\ud800\"",
    "\"\\udc00\"",
    "\"\\ud800\\n\"",
    "\"\\ud800\\ud800\"",
    "\"\\udbff\\u0041\"",
    "{\"\\ud800\":1}",
    "1e400",
    "-1e-400",
    "0.00000000000000000000000000000000000000000000000001",
    "\"\\ufffe\"",
    "\"<ef><bf><be>\""
  };

  private static final String[] BAD = {
    "",
    "nul",
    "nullx",
    "Null",
    "TRUE",
    "tru",
    "falsy",
    "undefined",
    "NaN",
    "Infinity",
    "-Infinity",
    "nan",
    "+1",
    "++1",
    "-",
    "--1",
    "- 1",
    "01",
    "-01",
    "00",
    "012",
    "1.",
    "-1.",
    ".5",
    "-.5",
    "1.e1",
    "1e",
    "1e+",
    "1eE2",
    "1e1.5",
    "0x1",
    "1_000",
    "1 000",
    "1,",
    "1a",
    "1e1a",
    "0.1.2",
    "0e",
    "1f",
    "<ef><bc><91>",
    "'a'",
    "a",
    "\"",
    "\"a",
    "\"\\\"",
    "\"\\",
    "\"\\x41\"",
    "\"\\a\"",
    "\"\\'\"",
    "\"\\U0041\"",
    "\"\\0\"",
    "\"\\ \"",
    "\"\\u\"",
    "\"\\u1\"",
    "\"\\u12\"",
    "\"\\u123\"",
    "\"\\u123g\"",
    "\"\\u00\u0430\u0431\"",
    "\"\\u-123\"",
    "\"\\ud83d\\u\"",
    "\"\\<c3><a9>\"",
    "\"\t\"",
    "\"\n\"",
    "\"\r\"",
    "\"\u0000\"",
    "\"\u001f\"",
    "\"a\u0001\"",
    "\\u0041",
    "\\n",
    "[",
    "]",
    "{",
    "}",
    "[1",
    "[1,",
    "[,1]",
    "[1,,2]",
    "[1,]",
    "[1 2]",
    "[\"a\" \"b\"]",
    "[1:2]",
    "[1}",
    "{1}",
    "{]",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\" 1}",
    "{\"a\":1,}",
    "{,\"a\":1}",
    "{\"a\":1,,\"b\":2}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1:2}",
    "{\"a\"::1}",
    "{a:1}",
    "{'a':1}",
    "{1:1}",
    "{null:1}",
    "{\"a\":1",
    "{\"a\":\"b",
    "{\"a",
    "{\"a\":1]",
    "[[]",
    "[]]",
    "{}}",
    "1 1",
    "[] []",
    "// x\n1",
    "/* x */1",
    "1 // x",
    "1#x",
    "\u000b1",
    "\f1",
    "\u00a01",
    "\u20281",
    "\uFEFF1",
    "\u00001",
    "1\u0000",
    "*",
    "@",
    "<80>",
    "\"<80>\"",
    "\"<bf>\"",
    "\"<c0><80>\"",
    "\"<c0><af>\"",
    "\"<c1><bf>\"",
    "\"<c3>\"",
    "\"<c3>",
    "\"<c3>(\"",
    "\"<e0><80><80>\"",
    "\"<e0><9f><bf>\"",
    "\"<e6><97>\"",
    "\"<e6><97>(\"",
    "\"<ed><a0><80>\"",
    "\"<ed><bf><bf>\"",
    "\"<f0><8f><bf><bf>\"",
    "\"<f0><9f><98>\"",
    "\"<f0><9f><98>(\"",
    "\"<f4><90><80><80>\"",
    "\"<f5><80><80><80>\"",
    "\"<f8><88><80><80><80>\"",
    "\"<fe>\"",
    "\"<ff>\"",
    "\"<e9>\"",
    "<c3><a9>"
  };

  private static final String[] NOT_OBJECTS = {
    "",
    " ",
    "1",
    "null",
    "true",
    "\"a\"",
    "[]",
    "[{}]",
    "{}{}",
    "{} x",
    "{},",
    "\uFEFF{}",
    "x{}",
    "{}\u0000",
    "<ff><fe>{<00>}<00>",
    "{",
    "}"
  };

  static Stream<String> good() {
    return Stream.concat(Stream.of(GOOD), Stream.of(GOOD_BY_CHOICE));
  }

  static Stream<String> bad() {
    return Stream.of(BAD);
  }

  static Stream<String> notObjects() {
    return Stream.of(NOT_OBJECTS);
  }

  @ParameterizedTest
  @MethodSource("good")
  void takesWhatIsJson(String value) throws IOException {
    for (String text : (Iterable<String>) inPlaces(value)::iterator) {
      assertThat(takes(bytes(text))).as(text).isTrue();
      assertThat(StrictJson.parse(bytes(text), 0, bytes(text).length)).as(text).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesWhatIsNot(String value) {
    for (String text : (Iterable<String>) inPlaces(value)::iterator) {
      assertThat(takes(bytes(text))).as(text).isFalse();
      assertThat(isJson(bytes(text))).as("Jackson on " + text).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("notObjects")
  void refusesWhatIsNoSingleObject(String text) {
    assertThat(takes(bytes(text))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("depths")
  void boundsTheDepth(int depth) throws IOException {
    int most = ConvertOptions.defaults().maxDepth();
    String arrays = "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    String objects = "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    for (String text : new String[] {arrays, objects}) {
      assertThat(takes(bytes(text))).isEqualTo(depth <= most);
      assertThat(isJson(bytes(text))).isEqualTo(depth <= most);
    }
  }

  static IntStream depths() {
    int most = ConvertOptions.defaults().maxDepth();
    return IntStream.of(2, 100, most - 1, most, most + 1, 100_000);
  }

  /** At every place relative to the blocks in which the scanner works, as far as it matters. */
  private static Stream<String> inPlaces(String value) {
    return IntStream.of(0, 1, 7, 40, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64)
        .mapToObj(" "::repeat)
        .flatMap(
            space ->
                Stream.of(
                    "{%s\"a\":%s}".formatted(space, value),
                    "{\"a\":%s%s,\"b\":[{\"c\":%s},%s]}".formatted(space, value, value, value)));
  }

  private static boolean takes(byte[] json) {
    Converter converter = Converter.compile(EMPTY, ConvertOptions.defaults(), null);
    AvroBuffer out = new AvroBuffer(1);
    boolean good = converter.convert(json, 0, json.length, out);
    assertThat(good || converter.rejection().offset() <= json.length).isTrue();
    return good;
  }

  private static boolean isJson(byte[] json) {
    try {
      StrictJson.parse(json, 0, json.length);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    AvroBuffer bytes = new AvroBuffer(64);
    for (int i = 0; i < text.length(); i++) {
      boolean isByte = text.startsWith("<", i) && text.startsWith(">", i + 3);
      int end = isByte ? i : text.offsetByCodePoints(i, 1);
      byte[] utf8 = text.substring(i, end).getBytes(StandardCharsets.UTF_8);
      bytes.writeFixed(utf8, 0, utf8.length);
      if (isByte) {
        bytes.writeByte(Integer.parseInt(text.substring(i + 1, i + 3), 16));
      }
      i = isByte ? i + 3 : end - 1;
    }
    return bytes.toByteArray();
  }
}
