package io.framecount.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.framecount.counter.unique.Estimate;
import io.framecount.counter.unique.UniqueMethod;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the program's own statistics; running it measures the methods. */
class TrialsTest {
  @Test
  void sumsUpTheErrors() {
    Errors errors = new Errors(20);
    for (int trial = 0; trial < 18; trial++) {
      errors.put(trial, new Estimate(100, false, 98, 102), 100);
    }
    errors.put(18, new Estimate(90, false, 89, 91), 100);
    errors.put(19, new Estimate(130, false, 90, 130), 100);
    assertThat(errors.trials()).isEqualTo(20);
    assertThat(errors.bias()).isCloseTo(0.01, within(1e-12));
    assertThat(errors.rootMeanSquare()).isCloseTo(Math.sqrt(0.1 / 20), within(1e-12));
    assertThat(errors.percentile95()).isCloseTo(0.1, within(1e-12));
    assertThat(errors.shareInside()).isEqualTo(0.95);
    assertThat(errors.claimed()).isCloseTo((18 * 0.02 + 0.01 + 0.2) / 20, within(1e-12));
  }

  @Test
  void claimsNothingWhereATrialCouldNot() {
    Errors errors = new Errors(2);
    errors.put(0, Estimate.exactly(10), 10);
    errors.put(1, new Estimate(10, false, 8, Double.POSITIVE_INFINITY), 10);
    assertThat(errors.claimed()).isInfinite();
    assertThat(Percent.ofError(errors.claimed())).isEqualTo("none");
  }

  @Test
  void noTwoUsersAreAlike() {
    Set<Long> hashes = new HashSet<>();
    for (int trial = 0; trial < 10; trial++) {
      TrialUsers users = new TrialUsers(trial);
      for (int user = 0; user < 10_000; user++) {
        hashes.add(users.hash(user));
      }
    }
    assertThat(hashes).hasSize(100_000);
  }

  @Test
  void aQuarterOfTheUsersIsThereEachDay() {
    TrialUsers users = new TrialUsers(3);
    int there = 0;
    for (int user = 0; user < 40_000; user++) {
      there += users.isThere(user, 7) ? 1 : 0;
    }
    assertThat(there).isBetween(9_700, 10_300);
  }

  /** The 95% bounds hold in 95 of 100 trials, give or take 2.2; the trials are always the same. */
  @ParameterizedTest
  @CsvSource({"theta, 0.0078", "hll, 0.0161", "ull, 0.0121", "linear, 0.0020"})
  void boundsHoldAndAreAsWideAsTheMethodSays(String method, double claimed) {
    Errors errors = Trials.run(UniqueMethod.parse(method), 200_000, 100);
    assertThat(errors.shareInside()).isBetween(0.9, 1.0);
    assertThat(errors.claimed()).isCloseTo(claimed, within(claimed / 5));
    assertThat(errors.percentile95()).isLessThan(1.5 * errors.claimed());
    assertThat(errors.bias()).isCloseTo(0, within(errors.claimed() / 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"theta", "exact"})
  void exactCountsHaveNoError(String method) {
    Errors errors = Trials.run(UniqueMethod.parse(method), 10_000, 20);
    assertThat(errors.rootMeanSquare()).isZero();
    assertThat(errors.shareInside()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aUnionIsWhatCountsTheWhole(Split split) {
    for (UniqueMethod method : Sizes.methods()) {
      UnionErrors errors = UnionTrials.run(method, split, 80_000, 3);
      assertThat(errors.identical()).as("%s over %s", method, split).isEqualTo(3);
      assertThat(errors.united().bias()).isEqualTo(errors.whole().bias());
    }
  }

  /** Each user comes on a quarter of thirty days, 7.5 times. */
  @Test
  void addingDaysCountsUsersAgain() {
    UnionErrors days = UnionTrials.run(UniqueMethod.parse("exact"), Split.DAYS, 3_000, 2);
    assertThat(days.added().bias()).isCloseTo(6.5, within(0.2));
  }
}
