package io.framecount.counter.late;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"MINUTE/2016-07-11T13:39:00Z", "MINUTE/2016-07-11T13:39:00Z/a#1@2", "x/\n#"})
  void readsWhatItWrote(String window) {
    LateKey key = new LateKey(window, 3, 42);
    assertThat(LateKey.parse(key.text())).hasValue(key);
    assertThat(key.text()).isEqualTo(window + "#3@42");
  }

  @Test
  void refusesTheRest() {
    assertThat(LateKey.parse("MINUTE/2016-07-11T13:39:00Z")).isEmpty();
    assertThat(LateKey.parse("a#1@")).isEmpty();
  }
}
