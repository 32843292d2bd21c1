package io.framecount.counter.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.counter.unique.UniqueMethod.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UniqueMethodTest {
  @ParameterizedTest
  @CsvSource({
    "theta, THETA, 65536, theta",
    "theta:65536, THETA, 65536, theta",
    "theta:16, THETA, 16, theta:16",
    "hll, HLL, 14, hll",
    "hll:12, HLL, 12, hll:12",
    "ull:3, ULL, 3, ull:3",
    "linear:27072, LINEAR, 27072, linear:27072",
    "exact, EXACT, 0, exact"
  })
  void isReadFromTextAndWrittenBack(String text, Algorithm algorithm, int parameter, String back) {
    UniqueMethod method = UniqueMethod.parse(text);
    assertThat(method).isEqualTo(new UniqueMethod(algorithm, parameter)).hasToString(back);
    assertThat(UniqueMethod.parse(back)).isEqualTo(method);
    assertThat(method.create().estimate().count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "Theta", "theta:", "theta:x", "theta:100", "theta:8", "theta:134217728", "hll:2",
        "hll:27", "ull:14:3", "linear:12", "linear:0", "exact:1", "exact:0", "exact:", "bloom"
      })
  void whatItDoesNotKnowIsAUsageError(String text) {
    assertThatThrownBy(() -> UniqueMethod.parse(text))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void theMessageSaysWhatThereIs() {
    assertThatThrownBy(() -> UniqueMethod.parse("bloom"))
        .hasMessage(
            "no way to count unique values is called 'bloom': there are theta, hll, ull, linear,"
                + " exact");
    assertThatThrownBy(() -> UniqueMethod.parse("theta:100"))
        .hasMessage(
            "no way to count unique values is called 'theta:100': theta:N takes as N nominal"
                + " entries, a power of two, from 16 to 67108864");
  }
}
