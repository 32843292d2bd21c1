package io.framecount.counter.recount;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.window.Windows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowKeyTest {
  private static final Windows WINDOWS = Windows.parse("minute,15m,day", "Europe/Berlin");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MINUTE/2016-07-11T13:39:00Z",
        "15m/2016-07-11T13:30:00Z",
        "DAY/2016-07-10T22:00:00Z"
      })
  void readsKeysOfTheOutput(String text) {
    RowKey key = RowKey.parse(text, WINDOWS, false).orElseThrow();
    assertThat(key.window().key()).isEqualTo(text);
    assertThat(key.group()).isNull();
  }

  @Test
  void readsGroupsWithSlashes() {
    RowKey key = RowKey.parse("MINUTE/2016-07-11T13:39:00Z/a/b#1", WINDOWS, true).orElseThrow();
    assertThat(key.group()).isEqualTo("a/b#1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MINUTE/2016-07-11T13:39:00Z/android",
        "MINUTE/2016-07-11T13:39:30Z",
        "DAY/2016-07-11T00:00:00Z",
        "HOUR/2016-07-11T13:00:00Z",
        "MINUTE/soon",
        "MINUTE",
        ""
      })
  void refusesWhatNoRowHas(String text) {
    assertThat(RowKey.parse(text, WINDOWS, false)).isEmpty();
  }
}
