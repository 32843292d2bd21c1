package io.framecount.counter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final TerminalSize SIZE = new TerminalSize(80, 24);

  private final StringWriter text = new StringWriter();
  private final Screen screen = new Screen(new PrintWriter(text));

  @Test
  void drawsInTheSamePlace() {
    screen.draw(List.of("one", "two"), SIZE);
    assertThat(shown()).isEqualTo("␛[?25l␛[?7lone␛[K\ntwo␛[K\n␛[J");
    screen.draw(List.of("three"), SIZE);
    assertThat(shown()).isEqualTo("\r␛[2Athree␛[K\n␛[J");
    screen.draw(List.of("four"), SIZE);
    assertThat(shown()).isEqualTo("\r␛[1Afour␛[K\n␛[J");
  }

  @Test
  void beginsAnewWhenTheTerminalHasAnotherSize() {
    screen.draw(List.of("one"), SIZE);
    shown();
    screen.draw(List.of("one"), new TerminalSize(79, 24));
    assertThat(shown()).isEqualTo("␛[2J␛[Hone␛[K\n␛[J");
  }

  @Test
  void givesTheTerminalBack() {
    screen.draw(List.of("one"), SIZE);
    shown();
    screen.close();
    assertThat(shown()).isEqualTo("\r␛[J␛[?7h␛[?25h");
  }

  @Test
  void leavesATerminalAloneThatItNeverDrewOn() {
    screen.close();
    assertThat(shown()).isEmpty();
  }

  /** What was written since the last look. */
  private String shown() {
    String shown = text.toString().replace('\u001b', '␛');
    text.getBuffer().setLength(0);
    return shown;
  }
}
