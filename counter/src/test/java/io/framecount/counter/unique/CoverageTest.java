package io.framecount.counter.unique;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counts random hashes many times over and asks how often the truth lies within the 95% interval.
 * Of 1000 trials 95% is 950 with a standard deviation of 7; the seeds are fixed.
 */
class CoverageTest {
  private static final int TRIALS = 1000;
  private static final byte[] NO_VALUE = {};

  @ParameterizedTest
  @CsvSource({
    "theta:16, 20",
    "theta:16, 1000",
    "theta:64, 70",
    "theta:64, 5000",
    "theta:256, 260",
    "theta:256, 20000",
    "theta:4096, 4100",
    "theta:4096, 5000",
    "theta:4096, 40000",
    "hll:6, 10000",
    "hll:10, 30000",
    "ull:6, 10000",
    "ull:10, 30000",
    "linear:8192, 2000",
    "linear:8192, 8000",
    "linear:8192, 20000",
    "linear:65536, 50000"
  })
  void theTruthLiesWithinTheBoundsInAbout95Of100Cases(String method, int values) {
    UniqueCounter counter = UniqueMethod.parse(method).create();
    int covered = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      fill(counter, values, new SplittableRandom(trial));
      Estimate estimate = counter.estimate();
      assertThat(estimate.exact()).isFalse();
      covered += estimate.lower() <= values && values <= estimate.upper() ? 1 : 0;
      counter.clear();
    }
    assertThat(covered).as("covered of %d", TRIALS).isBetween(925, 999);
  }

  /** Users of two ranges, some of them in both: the intersection of two samples. */
  @ParameterizedTest
  @CsvSource({"20000, 20", "20000, 200", "20000, 5000", "5000, 4999"})
  void theBoundsOfAnIntersectionHoldToo(int values, int common) {
    int covered = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      SplittableRandom random = new SplittableRandom(trial);
      ThetaCounter left = new ThetaCounter(1024);
      ThetaCounter right = new ThetaCounter(1024);
      for (int i = 0; i < common; i++) {
        long hash = random.nextLong();
        left.add(hash, NO_VALUE, 0, 0);
        right.add(hash, NO_VALUE, 0, 0);
      }
      fill(left, values - common, random);
      fill(right, values - common, random);
      Estimate estimate = left.toSketch().intersect(right.toSketch()).estimate();
      covered += estimate.lower() <= common && common <= estimate.upper() ? 1 : 0;
    }
    assertThat(covered).as("covered of %d", TRIALS).isBetween(925, 999);
  }

  private static void fill(UniqueCounter counter, int values, SplittableRandom random) {
    for (int i = 0; i < values; i++) {
      counter.add(random.nextLong(), NO_VALUE, 0, 0);
    }
  }
}
