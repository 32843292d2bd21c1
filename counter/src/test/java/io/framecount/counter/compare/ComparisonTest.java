package io.framecount.counter.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.compare.Comparison.Result;
import io.framecount.counter.unique.UniqueMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The classic table: the words of all of Shakespeare, of which 67,801 are different. */
class ComparisonTest {
  private static final int DISTINCT = 67_801;
  private static final int LENGTH = 900_000;

  private static final List<Result> RESULTS =
      compare("linear:27072", "hll:9", "ull:9", "theta", "hll", "ull", "linear", "exact");

  @Test
  void theBaselineAndExactCountingComeFirst() {
    assertThat(RESULTS)
        .extracting(Result::method)
        .containsExactly(
            "hash set", "exact", "linear", "hll", "ull", "theta", "hll", "ull", "linear");
    for (Result result : RESULTS.subList(0, 2)) {
      assertThat(result.estimate().count()).isEqualTo(DISTINCT);
      assertThat(result.estimate().exact()).isTrue();
      assertThat(result.error()).isZero();
      assertThat(result.bytes()).isGreaterThan(50L * DISTINCT);
    }
    assertThat(RESULTS).allSatisfy(result -> assertThat(result.nanosPerValue()).isPositive());
  }

  /** m(eᵗ − t − 1) is the variance; with 27,072 bits for 67,801 words it comes to 0.72%. */
  @Test
  void linearCountingIsWithinTwoPercentInLessThan4Kilobytes() {
    Result linear = RESULTS.get(2);
    assertThat(linear.bytes()).isEqualTo(3_384);
    assertThat(Math.abs(linear.error())).isLessThan(3 * 0.0072);
  }

  /** Standard errors: HyperLogLog 1.04/√512 = 4.6%, UltraLogLog 0.782/√512 = 3.5%. */
  @Test
  void aSketchOfRegistersIsWithinThreeStandardErrorsInHalfAKilobyte() {
    Result hll = RESULTS.get(3);
    assertThat(hll.bytes()).isEqualTo(384);
    assertThat(Math.abs(hll.error())).isLessThan(3 * 0.046);
    Result ull = RESULTS.get(4);
    assertThat(ull.bytes()).isEqualTo(512);
    assertThat(Math.abs(ull.error())).isLessThan(3 * 0.0346);
  }

  @Test
  void everyErrorIsThatOfItsCount() {
    assertThat(RESULTS)
        .allSatisfy(
            result ->
                assertThat(DISTINCT * (1 + result.error()))
                    .isBetween(result.estimate().count() - 0.01, result.estimate().count() + 0.01));
  }

  @Test
  void nothingIsNotAProblem() {
    Comparison none = new Comparison(List.of(UniqueMethod.STANDARD));
    assertThat(none.results())
        .hasSize(3)
        .allSatisfy(result -> assertThat(result.estimate().count()).isZero())
        .allSatisfy(result -> assertThat(result.error()).isZero());
  }

  private static List<Result> compare(String... methods) {
    Comparison comparison = new Comparison(Stream.of(methods).map(UniqueMethod::parse).toList());
    for (String word : Words.text(DISTINCT, LENGTH, 1623)) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      comparison.add(bytes, 0, bytes.length);
    }
    assertThat(comparison.values()).isEqualTo(LENGTH);
    return comparison.results();
  }
}
