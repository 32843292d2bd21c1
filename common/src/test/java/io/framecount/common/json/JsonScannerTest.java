package io.framecount.common.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
  private final JsonScanner scanner = new JsonScanner(10);
  private final IntStack found = new IntStack();

  @Test
  void findsWhereWantedValuesLie() {
    String text = " {\"x\" : {\"a\":1} , \"a\" : [2] ,\"b\":\"3\"}";

    assertThat(scan(text, new KeyTable(Map.of("a", 0, "b", 1, "c", 2), false))).isEqualTo(1);

    assertThat(found.get(0)).isEqualTo(text.indexOf("[2]"));
    assertThat(found.get(1)).isEqualTo(text.indexOf("\"3\""));
    assertThat(found.get(2)).isEqualTo(-1);
    assertThat(scanner.skip(found.get(0))).isEqualTo(text.indexOf("[2]") + 3);
  }

  @Test
  void reportsUnwantedMembersIfAsked() {
    String text = "{\"a\":1,\"x\": [2] ,\"y\":3}";

    scan(text, new KeyTable(Map.of("a", 0), true));

    assertThat(found.size()).isEqualTo(2 + 6);
    assertThat(text.substring(found.get(2), found.get(4))).isEqualTo("\"x\": [2]");
    assertThat(text.substring(found.get(6), found.get(7))).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 55, 60, 61, 62, 63, 64, 65, 120, 126, 127, 128, 129, 1000})
  void tellsEscapedQuotesFromRealOnesAtAnyPlace(int before) {
    for (int backslashes = 0; backslashes < 70; backslashes++) {
      String string = "\"" + "a".repeat(before) + "\\\\".repeat(backslashes) + "\\\"é\"";
      String text = "{\"k\":" + string + ",\"l\":\"" + "b".repeat(before) + "\"}";
      byte[] bytes = text.getBytes(UTF_8);

      assertThat(scan(text, new KeyTable(Map.of("k", 0, "l", 1), false))).isZero();
      assertThat(scanner.skip(5)).isEqualTo(5 + string.getBytes(UTF_8).length);
      assertThat(scanner.escapes(5, scanner.closing(5))).isTrue();
      assertThat(scanner.escapes(6, 6 + before)).isFalse();
      assertThat(scanner.escapes(found.get(1), bytes.length)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"\\x\"}   | BAD_ESCAPE          | 7",
        "{\"a\":\"\t\"}    | CONTROL_CHARACTER   | 6",
        "{\"a\":\"b        | UNTERMINATED_STRING | 5",
        "{a:1}             | NO_KEY              | 1",
        "{\"a\" 1}         | NO_COLON            | 5",
        "{\"a\":}          | NO_VALUE            | 5",
        "{\"a\":1 2}       | NO_COMMA_OR_BRACE   | 7",
        "{\"a\":[1 2]}     | NO_COMMA_OR_BRACKET | 8",
        "{\"a\":-}         | BAD_NUMBER          | 6",
        "{\"a\":1.}        | BAD_NUMBER          | 7",
        "{} {}             | TRAILING_TEXT       | 3",
        "[[[[[[[[[[[       | TOO_DEEP            | 9",
        "[]                | NOT_AN_OBJECT       | 0",
      })
  void saysWhatIsWrongAndWhere(String text, Fault fault, int at) {
    assertThat(scan(text, new KeyTable(Map.of(), false))).isEqualTo(-1);
    assertThat(scanner.fault()).isEqualTo(fault);
    assertThat(scanner.faultAt()).isEqualTo(at);
  }

  @Test
  void looksAtNothingBeyondItsText() {
    byte[] bytes = "{\"a\":\"b\"}".getBytes(UTF_8);
    for (int to = 0; to < bytes.length; to++) {
      found.release(0);
      boolean good =
          scanner.open(bytes, 0, to)
              && scanner.root(0, new KeyTable(Map.of(), false), found, found.reserve(1, -1)) >= 0;
      assertThat(good).as("the first %d bytes", to).isFalse();
    }
  }

  private int scan(String text, KeyTable keys) {
    byte[] bytes = text.getBytes(UTF_8);
    found.release(0);
    int base = found.reserve(keys.unknown() + 1, -1);
    return scanner.open(bytes, 0, bytes.length) ? scanner.root(0, keys, found, base) : -1;
  }
}
