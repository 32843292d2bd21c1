package io.framecount.counter.unique;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The sketch is a pure function of the set of hashes, and the function is the documented one. */
class ThetaRuleTest {
  private static final byte[] NO_VALUE = {};

  /** Sizes around the nominal one, and far beyond; uniform, or crowded at one end of the range. */
  @Provide
  Arbitrary<Set<Long>> hashes() {
    Arbitrary<Long> uniform = Arbitraries.randomValue(random -> random.nextLong() >>> 1);
    Arbitrary<Long> low = Arbitraries.longs().between(1, 400).withoutEdgeCases();
    Arbitrary<Long> high =
        Arbitraries.longs().between(Long.MAX_VALUE - 400, Long.MAX_VALUE - 1).withoutEdgeCases();
    return Arbitraries.oneOf(uniform.set().ofMaxSize(40), uniform.set().ofMaxSize(600))
        .flatMap(
            most ->
                Arbitraries.oneOf(
                    Arbitraries.just(most),
                    low.set().ofMaxSize(300).map(few -> both(most, few)),
                    high.set().ofMaxSize(300).map(few -> both(most, few))));
  }

  private static Set<Long> both(Set<Long> some, Set<Long> others) {
    Set<Long> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  @Provide
  Arbitrary<Integer> nominal() {
    return Arbitraries.of(16, 32, 64, 256);
  }

  @Property
  void anySplitAndAnyOrderGiveTheBytesOfTheRule(
      @ForAll("hashes") Set<Long> hashes,
      @ForAll("nominal") int nominal,
      @ForAll @IntRange(min = 1, max = 6) int parts,
      @ForAll long seed) {
    assertThat(shuffledAndMerged(hashes, nominal, parts, new Random(seed)))
        .isEqualTo(rule(hashes, nominal).toBytes());
  }

  @Property
  void sketchesOfSmallerNominalSizeMergeInAnyOrder(
      @ForAll("hashes") Set<Long> a, @ForAll("hashes") Set<Long> b, @ForAll("hashes") Set<Long> c) {
    ThetaSketch first = rule(a, 16);
    ThetaSketch second = rule(b, 32);
    ThetaSketch third = rule(c, 256);
    byte[] oneWay = ThetaSketch.union(64, List.of(first, second, third)).toBytes();
    assertThat(ThetaSketch.union(64, List.of(third, first, second)).toBytes()).isEqualTo(oneWay);
    assertThat(ThetaSketch.union(64, List.of(second, third, first)).toBytes()).isEqualTo(oneWay);
  }

  @Property
  void theIntersectionHoldsWhatBothHoldBelowTheSmallerTheta(
      @ForAll("hashes") Set<Long> a, @ForAll("hashes") Set<Long> b, @ForAll("hashes") Set<Long> c) {
    ThetaSketch left = rule(both(a, c), 64);
    ThetaSketch right = rule(both(b, c), 64);
    TreeSet<Long> common = new TreeSet<>(both(a, c));
    common.retainAll(both(b, c));
    long theta = Math.min(left.thetaAsLong(), right.thetaAsLong());
    ThetaSketch expected = sketch(new ArrayList<>(common.headSet(theta)), theta);
    if (!left.isEmpty() && !right.isEmpty()) {
      assertThat(left.intersect(right).toBytes()).isEqualTo(expected.toBytes());
    } else {
      assertThat(left.intersect(right).isEmpty()).isTrue();
    }
    assertThat(left.intersect(right).toBytes()).isEqualTo(right.intersect(left).toBytes());
    assertThat(left.intersect(left).toBytes()).isEqualTo(left.toBytes());
  }

  /** Some hashes go into several parts; parts are merged into a part that goes on counting. */
  private static byte[] shuffledAndMerged(Set<Long> hashes, int nominal, int parts, Random random) {
    List<Long> order = new ArrayList<>(hashes);
    Collections.shuffle(order, random);
    ThetaCounter[] counters = new ThetaCounter[parts];
    for (int i = 0; i < parts; i++) {
      counters[i] = new ThetaCounter(nominal);
    }
    for (long hash : order) {
      for (int copies = 1 + random.nextInt(2); copies > 0; copies--) {
        counters[random.nextInt(parts)].add(hash << 1, NO_VALUE, 0, 0);
      }
      if (random.nextInt(100) == 0) {
        counters[random.nextInt(parts)].merge(counters[random.nextInt(parts)].toBytes());
      }
    }
    List<ThetaSketch> sketches = new ArrayList<>();
    for (ThetaCounter counter : counters) {
      sketches.add(counter.toSketch());
    }
    Collections.shuffle(sketches, random);
    return ThetaSketch.union(nominal, sketches).toBytes();
  }

  /** The documented rule, as simply as it can be written. */
  private static ThetaSketch rule(Set<Long> hashes, int nominal) {
    TreeSet<Long> possible = new TreeSet<>(hashes);
    possible.remove(0L);
    possible.remove(Long.MAX_VALUE);
    List<Long> sorted = new ArrayList<>(possible);
    return sorted.size() <= nominal
        ? sketch(sorted, ThetaSketch.ALL)
        : sketch(sorted.subList(0, nominal), sorted.get(nominal));
  }

  private static ThetaSketch sketch(List<Long> sorted, long theta) {
    return new ThetaSketch(theta, sorted.stream().mapToLong(Long::longValue).toArray());
  }
}
