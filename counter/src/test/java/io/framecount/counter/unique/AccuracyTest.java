package io.framecount.counter.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manual promises of each method with its default parameter, and of Theta's memory. */
class AccuracyTest {
  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1000, 10_000, 65_535, 65_536})
  void thetaIsExactUpToItsNominalEntries(int users) {
    UniqueCounter counter = Users.add(UniqueMethod.STANDARD.create(), 0, users);
    assertThat(counter.estimate()).isEqualTo(Estimate.exactly(users));
  }

  /** Within three standard errors: 0.39%, 0.81%, 0.61%, and for linear counting at most 0.15%. */
  @ParameterizedTest
  @CsvSource({"theta, 0.0117", "hll, 0.0244", "ull, 0.0184", "linear, 0.0045"})
  void upToAMillionUsersTheErrorStaysInItsBounds(String method, double bound) {
    UniqueCounter counter = UniqueMethod.parse(method).create();
    int first = 0;
    for (int users : new int[] {1000, 10_000, 65_537, 70_000, 100_000, 300_000, 1_000_000}) {
      Users.add(counter, first, users);
      first = users;
      double error = counter.estimate().count() / (double) users - 1;
      assertThat(error).as("error at %d users", users).isCloseTo(0, within(bound));
    }
  }

  @Test
  void aThetaBoundIsAboutAsWideAsPromised() {
    Estimate estimate = Users.add(UniqueMethod.STANDARD.create(), 0, 500_000).estimate();
    double halfWidth = (estimate.upper() - estimate.lower()) / 2 / estimate.count();
    assertThat(halfWidth).isBetween(0.006, 0.008);
  }

  @Test
  void thetaIsSmallWhileItCountsLittleAndNeverAboveAMegabyte() {
    UniqueCounter counter = UniqueMethod.STANDARD.create();
    assertThat(counter.sizeInBytes()).isEqualTo(128);
    assertThat(Users.add(counter, 0, 1000).sizeInBytes()).isEqualTo(2048 * 8);
    assertThat(Users.add(counter, 1000, 45_000).sizeInBytes()).isEqualTo(65_536 * 8);
    assertThat(Users.add(counter, 45_000, 1_000_000).sizeInBytes()).isEqualTo(1 << 20);
    counter.clear();
    assertThat(Users.add(counter, 0, 10).sizeInBytes()).isEqualTo(1 << 20);
    counter.clear();
    assertThat(counter.sizeInBytes()).isEqualTo(128);
  }

  @ParameterizedTest
  @ValueSource(strings = {"theta", "hll", "ull", "linear"})
  void addingAllocatesNothing(String method) {
    UniqueCounter counter = Users.add(UniqueMethod.parse(method).create(), 0, 1000);
    byte[] id = Users.id(7);
    com.sun.management.ThreadMXBean thread =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100_000; i++) {
      id[5] = (byte) ('0' + i % 10);
      counter.add(id, 0, id.length);
    }
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
  }
}
