package io.framecount.counter.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowKeyTest {
  private static final Window WINDOW =
      Windows.MINUTES.calendar(WindowSize.MINUTE).at(1_468_244_384_000L);

  @Test
  void namesSizeAndStart() {
    WindowKey key = WindowKey.of(WINDOW);
    assertThat(key.text()).isEqualTo("MINUTE/2016-07-11T13:39:00Z");
    assertThat(key.size()).contains(WindowSize.MINUTE);
    assertThat(key.sizeName()).isEqualTo("minute");
    assertThat(key.start()).contains(Instant.parse("2016-07-11T13:39:00Z"));
    assertThat(key.group()).isNull();
    assertThat(key.withoutGroup()).isEqualTo(key);
    assertThat(key.ofGroup(null)).isEqualTo(key);
  }

  @Test
  void namesTheGroupWhichMayHaveSlashesOrNothing() {
    WindowKey key = WindowKey.of(WINDOW).ofGroup("a/b#1");
    assertThat(key.text()).isEqualTo("MINUTE/2016-07-11T13:39:00Z/a/b#1");
    assertThat(key.group()).isEqualTo("a/b#1");
    assertThat(key.start()).contains(Instant.parse("2016-07-11T13:39:00Z"));
    assertThat(key.withoutGroup()).isEqualTo(WindowKey.of(WINDOW));
    assertThat(new WindowKey("MINUTE/2016-07-11T13:39:00Z/").group()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MINUTE", "minute/2016-07-11T13:39:00Z", "soon/now", "/"})
  void otherTextHasNoSize(String text) {
    assertThat(new WindowKey(text).size()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MINUTE", "MINUTE/soon", "MINUTE//a"})
  void otherTextHasNoStart(String text) {
    assertThat(new WindowKey(text).start()).isEmpty();
  }
}
