package io.framecount.loader.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.reject.RejectLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayedLinesTest {
  private static final String LINE =
      "{\"reason\":\"r\",\"message\":\"m\",\"file\":\"a.gz\",\"line\":1,\"position\":0,\"attempts\":1,\"raw\":\"x\"}";

  private final ReplayedLines known = new ReplayedLines();

  @Test
  void knowsALineByItsPlaceAndBytes() {
    assertThat(known.add(line(LINE))).isTrue();
    assertThat(known.add(line(LINE))).isFalse();
    assertThat(known.add(line(LINE.replace("\"r\"", "\"other\"")))).isFalse();
    assertThat(known.add(line(LINE.replace("\"raw\":\"x\"", "\"raw_base64\":\"eA==\"")))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"file\":\"b.gz\"",
        "\"line\":2",
        "\"position\":9",
        "\"raw\":\"y\"",
        "\"raw\":\"\"",
        "\"run\":\"2\""
      })
  void takesNoOtherLineForIt(String field) {
    String name = field.substring(0, field.indexOf(':') + 1);
    String other =
        LINE.contains(name)
            ? LINE.replaceAll(name + "[^,}]*", field)
            : LINE.replace("}", "," + field + "}");
    assertThat(known.add(line(LINE))).isTrue();
    assertThat(known.add(line(other))).isTrue();
    assertThat(known.add(line(other))).isFalse();
  }

  @Test
  void keepsThemAll() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20_000; i++) {
        assertThat(known.add(line(LINE.replace("\"line\":1", "\"line\":" + i))))
            .isEqualTo(round == 0);
      }
    }
  }

  private static RejectLine line(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return RejectLine.parse(bytes, 0, bytes.length).orElseThrow();
  }
}
