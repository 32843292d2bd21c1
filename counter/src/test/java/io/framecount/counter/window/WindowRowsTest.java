package io.framecount.counter.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.WindowCount;
import io.framecount.WindowUnit;
import io.framecount.counter.unique.Estimate;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowRowsTest {
  private static final Instant START = Instant.parse("2016-07-11T13:39:00Z");

  @ParameterizedTest
  @CsvSource({
    "120000, 119500, 120044, 120600, 119500, 120000, 120000",
    "120000, 120010, 120044, 120600, 120000, 120000, 120000",
    "120000, 118000, 119000, 120600, 118000, 119000, 120000",
    "120000, 118000, 119000, Infinity, 118000, 119000, 120000",
    "120000, 99000, 100000, 101000, 99000, 100000, 101000",
  })
  void aWindowHasNoMoreUsersThanFrames(
      long frames,
      double lower,
      long estimate,
      double upper,
      double expectedLower,
      long expected,
      double expectedUpper) {
    Estimate users = new Estimate(estimate, false, lower, upper);
    WindowCount row =
        WindowRows.of(WindowUnit.MINUTE, START, START.plusSeconds(60), null, frames, users)
            .setRevision(1)
            .setSettled(false)
            .setUpdatedAt(START)
            .build();
    assertThat(row.getFrames()).isEqualTo(frames);
    assertThat(row.getLowerBound()).isEqualTo(expectedLower);
    assertThat(row.getUniqueUsers()).isEqualTo(expected);
    assertThat(row.getUpperBound()).isEqualTo(expectedUpper);
    assertThat(row.getExact()).isFalse();
  }
}
