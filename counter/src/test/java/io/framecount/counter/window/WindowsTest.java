package io.framecount.counter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {
  @Test
  void sizesComeOnceAndFromFineToCoarse() {
    assertThat(Windows.parse("year, day,minute,60m,2h,hour,1m,week,month,15m", "UTC").text())
        .isEqualTo("minute,15m,hour,2h,day,week,month,year");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "minutes", "7m", "0m", "24h", "1440m", "5h", "-5m", "5", "m", "30s"})
  void otherSizesAreRefused(String size) {
    assertThatThrownBy(() -> Windows.parse("minute," + size, "UTC"))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("'%s'".formatted(size))
        .hasMessageContaining("5m or 2h");
  }

  @Test
  void unknownZonesAreRefused() {
    assertThatThrownBy(() -> Windows.parse("minute", "Middle/Earth"))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("Middle/Earth");
  }

  @ParameterizedTest
  @CsvSource({
    "'minute,hour,day', minute",
    "'10m,15m', 5m",
    "'90m,hour', 30m",
    "'hour,year', hour",
    "'day,week,month,year', day",
    "'week,month', day",
    "'week,year', day",
    "week, week",
    "'month,year', month",
    "year, year"
  })
  void theBaseNestsInAll(String sizes, String base) {
    Windows windows = Windows.parse(sizes, "UTC");
    assertThat(windows.base().text()).isEqualTo(base);
    assertThat(windows.sizes()).allMatch(windows.base()::nestsIn);
  }
}
