package io.framecount.counter.frame.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.frame.field.WantedFields;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFrameTest {
  private static final long TIME = 1_468_244_384_000L;

  private final JsonFrame line =
      new JsonFrame(
          new WantedFields("ts", "uid", Optional.of("by")).with(WantedFields.Unsaid.ANYTHING));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ts\":1468244384,\"uid\":\"anna\"}",
        " {\"uid\" : \"anna\" , \"ts\" : 1468244384.0009 } ",
        "{\"ts\":\"1468244384000\",\"uid\":\"anna\"}",
        "{\"ts\":\"2016-07-11T15:39:44+02:00\",\"uid\":\"anna\"}",
        "{\"ts\":1.468244384e9,\"u\\u0069d\":\"\\u0061nna\"}",
        "{\"x\":{\"ts\":1,\"uid\":\"b\"},\"ts\":1468244384,\"uid\":\"anna\",\"y\":[{\"ts\":2}]}",
        "{\"ts\":null,\"uid\":7,\"ts\":1468244384,\"uid\":\"anna\"}",
      })
  void readsTimeAndUserOfTheRoot(String json) {
    assertThat(read(json)).isNull();
    assertThat(line.time()).isEqualTo(TIME);
    assertThat(user()).isEqualTo("anna");
  }

  @Test
  void keepsTheBytesOfUsersWhateverTheirScript() {
    assertThat(read("{\"ts\":1,\"uid\":\"Анна \\ud83d\\ude00 é\"}")).isNull();
    assertThat(user()).isEqualTo("Анна \ud83d\ude00 é");
    assertThat(read("{\"ts\":1,\"uid\":\"\"}")).isNull();
    assertThat(user()).isEmpty();
    String longUser = "ж".repeat(5_000);
    assertThat(read("{\"ts\":1,\"uid\":\"" + longUser + "\"}")).isNull();
    assertThat(user()).isEqualTo(longUser);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"\u0434\"',д",
    "7,7",
    "1.50,1.50",
    "true,true",
    "'\"\"',''",
    "null,",
    "'null,\"by\":3',3"
  })
  void readsTheGroup(String json, String group) {
    assertThat(read("{\"by\":" + json + ",\"ts\":1,\"uid\":\"anna\"}")).isNull();
    assertThat(user()).isEqualTo("anna");
    assertThat(group()).isEqualTo(group);
    assertThat(read("{\"ts\":1,\"uid\":\"anna\"}")).isNull();
    assertThat(group()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "-0, 0",
    "-9223372036854775808, -9223372036854775808",
    "18446744073709551616, 18446744073709551616",
    "7.0, 7.0",
    "7.50, 7.5",
    "-0.0, -0.0",
    "1e2, 100.0",
    "2E23, 2.0E23",
    "true, true",
    "false, false"
  })
  void takesUsersByTheirTextAsTheyWouldBeInATopic(String json, String user) {
    assertThat(read("{\"uid\":" + json + ",\"ts\":1}")).isNull();
    assertThat(user()).isEqualTo(user);
  }

  private String group() {
    return line.group() == null ? null : line.group().toString();
  }

  static Stream<String[]> notFrames() {
    return Stream.of(
        problem("{}", "there is no field 'ts'"),
        problem("{\"ts\":1}", "there is no field 'uid'"),
        problem("{\"ts\":1,\"uid\":\"a\",\"ts\":null}", "field 'ts' is null, not a time"),
        problem("{\"ts\":[1],\"uid\":\"a\"}", "field 'ts' is an array, not a time"),
        problem("{\"ts\":\"soon\",\"uid\":\"a\"}", "field 'ts' is neither a time since 1970"),
        problem("{\"ts\":1e99,\"uid\":\"a\"}", "field 'ts' is neither a time since 1970"),
        problem("{\"ts\":1,\"uid\":null}", "field 'uid' is null, by which users are not counted"),
        problem("{\"ts\":1,\"uid\":{}}", "field 'uid' is an object, by which users are not"),
        problem("{\"ts\":1,\"uid\":[]}", "field 'uid' is an array, by which users are not"),
        problem("{\"ts\":1,\"uid\":1e999}", "field 'uid' is a number that a double can't hold"),
        problem("{\"ts\":1,\"uid\":\"\\ud83d\"}", "field 'uid' has half a surrogate pair"),
        problem("{\"ts\":1,\"uid\":\"a\",\"by\":[1]}", "field 'by' is an array, by which"),
        problem("[1]", "not a JSON object"),
        problem("\"ts\"", "not a JSON object"),
        problem("{\"ts\":1,\"uid\":\"a\"} {}", "more than one JSON value"),
        problem("{\"ts\":1,\"uid\":\"a\"", "not valid JSON at byte"),
        problem("{\"ts\":01,\"uid\":\"a\"}", "not valid JSON at byte"),
        problem("{\"ts\":1,\"uid\":\"a\",}", "not valid JSON at byte"),
        problem("{\"ts\":1,\"uid\":\"a\tb\"}", "not valid JSON at byte"),
        problem("{\"ts\":1,\"uid\":'a'}", "not valid JSON at byte"),
        problem("{\"ts\":1,\"uid\":\"a\",\"x\":NaN}", "not valid JSON at byte"),
        problem("{\"ts\":1,\"uid\":\"a\"}x", "not valid JSON at byte"),
        problem("\0{\0}", "not valid JSON at byte"));
  }

  @ParameterizedTest
  @MethodSource("notFrames")
  void saysWhatIsWrong(String json, String problem) {
    assertThat(read(json)).startsWith(problem).doesNotContain("\n");
  }

  @Test
  void takesNothingThatIsNotUtf8() {
    byte[] overlong = "{\"ts\":1,\"uid\":\"a\",\"x\":\"??\"}".getBytes(StandardCharsets.UTF_8);
    int at = new String(overlong, StandardCharsets.UTF_8).indexOf('?');
    overlong[at] = (byte) 0xc0;
    overlong[at + 1] = (byte) 0x80;
    assertThat(line.read(overlong, 0, overlong.length)).isEqualTo("not valid UTF-8");
  }

  @Test
  void takesDepthAsTheLoaderDoes() {
    assertThat(read(nested(511))).isNull();
    assertThat(read(nested(512))).startsWith("not valid JSON");
  }

  private static String nested(int arrays) {
    return "{\"ts\":1,\"uid\":\"a\",\"x\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  private static String[] problem(String json, String problem) {
    return new String[] {json, problem};
  }

  private String user() {
    return line.user().toString();
  }

  /** Reads it from the middle of a buffer, as it comes. */
  private String read(String json) {
    byte[] bytes = ("}\n" + json + "\n{").getBytes(StandardCharsets.UTF_8);
    return line.read(bytes, 2, bytes.length - 2);
  }
}
