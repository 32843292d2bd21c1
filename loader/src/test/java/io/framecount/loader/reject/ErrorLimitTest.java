package io.framecount.loader.reject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ErrorLimitTest {
  private final ErrorLimit.Converter converter = new ErrorLimit.Converter();

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, true",
    "0, 0, 9, false",
    "10, 10, 10, false",
    "10, 11, 5000, true",
    "5%, 999, 999, false",
    "5%, 50, 1000, false",
    "5%, 51, 1000, true",
    "0.1%, 1, 1000, false",
    "0.1%, 2, 1000, true",
    "100%, 5000, 5000, false"
  })
  void bearsJustAsMany(String limit, long rejected, long lines, boolean exceeded) {
    assertThat(converter.convert(limit).exceededBy(rejected, lines)).isEqualTo(exceeded);
    assertThat(converter.convert(limit)).hasToString(limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "-1", "-1%", "101%", "1.5", "x", "NaN%", "5 %%"})
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
  }

  @Test
  void neverGivesUpUnlessTold() {
    assertThat(ErrorLimit.NONE.exceededBy(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
  }
}
