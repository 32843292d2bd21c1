package io.framecount.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void leavesTextAsItIs() {
    String text = "iOS 17 \\t ä 日本 👩‍👩‍👧 العربية é… \u00a0";
    assertThat(Printable.of(text)).isSameAs(text);
    assertThat(Printable.of("")).isEmpty();
  }

  @Test
  void escapesWhatATerminalObeys() {
    assertThat(Printable.of("\u001b]0;title\u0007")).isEqualTo("\\u001b]0;title\\u0007");
    assertThat(Printable.of("a\tb\r\nc\u0000")).isEqualTo("a\\tb\\r\\nc\\u0000");
    assertThat(Printable.of("\u009b2J\u007f👩")).isEqualTo("\\u009b2J\\u007f👩");
    for (int c = 0; c < 0xa0; c++) {
      boolean shown = c >= ' ' && c < 0x7f;
      assertThat(Printable.of("" + (char) c))
          .hasSize(shown ? 1 : c < 0x20 && "\t\n\r".indexOf(c) >= 0 ? 2 : 6);
    }
  }

  @Test
  void escapesWhatTurnsTheDirection() {
    assertThat(Printable.of("\u202egpj\u2066x\u2069\u200f\u2028"))
        .isEqualTo("\\u202egpj\\u2066x\\u2069\\u200f\\u2028");
  }
}
