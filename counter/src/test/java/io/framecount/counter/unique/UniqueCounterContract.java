package io.framecount.counter.unique;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every way to count. */
interface UniqueCounterContract {
  UniqueMethod method();

  default UniqueCounter users(int first, int last) {
    return Users.add(method().create(), first, last);
  }

  default UniqueCounter merged(UniqueCounter... parts) {
    UniqueCounter all = method().create();
    Arrays.stream(parts).map(UniqueCounter::toBytes).forEach(all::merge);
    return all;
  }

  @Test
  default void bytesStayBelowTheMost() {
    int header = 32;
    assertThat((long) users(0, 100_000).toBytes().length)
        .isLessThanOrEqualTo(method().mostBytes() + header);
  }

  @Test
  default void nothingIsCountedAsNothing() {
    UniqueCounter empty = method().create();
    assertThat(empty.estimate().count()).isZero();
    assertThat(empty.estimate().lower()).isZero();
    assertThat(merged(empty, empty).toBytes()).isEqualTo(empty.toBytes());
    assertThat(merged(empty, users(0, 7)).toBytes()).isEqualTo(users(0, 7).toBytes());
  }

  @Test
  default void oneUserIsOne() {
    assertThat(users(0, 1).estimate().count()).isOne();
  }

  @Test
  default void theEmptyValueIsAValue() {
    UniqueCounter counter = users(0, 1);
    counter.add(new byte[0], 0, 0);
    assertThat(counter.estimate().count()).isEqualTo(2);
  }

  @Test
  default void aValueIsTakenFromWhereItLies() {
    UniqueCounter counter = method().create();
    byte[] around = "xxuser-0yy".getBytes(UTF_8);
    counter.add(around, 2, 6);
    Arrays.fill(around, (byte) 0);
    assertThat(counter.toBytes()).isEqualTo(users(0, 1).toBytes());
  }

  @Test
  default void repetitionAndOrderChangeNothing() {
    UniqueCounter counter = method().create();
    for (int i = 4999; i >= 0; i--) {
      Users.add(counter, i);
      Users.add(counter, i / 2);
    }
    assertThat(counter.toBytes()).isEqualTo(users(0, 5000).toBytes());
  }

  @Test
  default void mergingGivesWhatAddingEverythingGives() {
    UniqueCounter a = users(0, 3000);
    UniqueCounter b = users(2000, 9000);
    UniqueCounter c = users(8999, 9500);
    byte[] all = users(0, 9500).toBytes();
    assertThat(merged(a, b, c).toBytes()).isEqualTo(all);
    assertThat(merged(c, b, a).toBytes()).isEqualTo(all);
    assertThat(merged(a, merged(b, c)).toBytes()).isEqualTo(all);
    assertThat(merged(merged(a, b), c).toBytes()).isEqualTo(all);
    assertThat(merged(a, b, c, b, a).toBytes()).isEqualTo(all);
  }

  @Test
  default void addingGoesOnAfterMerging() {
    UniqueCounter counter = merged(users(0, 3000));
    Users.add(counter, 2000, 6000);
    counter.merge(users(5000, 7000).toBytes());
    assertThat(counter.toBytes()).isEqualTo(users(0, 7000).toBytes());
  }

  @Test
  default void readingTheStateChangesNothing() {
    UniqueCounter counter = users(0, 3000);
    Estimate before = counter.estimate();
    byte[] bytes = counter.toBytes();
    Arrays.fill(bytes, (byte) 0);
    assertThat(counter.estimate()).isEqualTo(before);
    assertThat(counter.toBytes()).isEqualTo(users(0, 3000).toBytes());
  }

  @Test
  default void bytesGiveTheSameEstimate() {
    assertThat(merged(users(0, 20_000)).estimate()).isEqualTo(users(0, 20_000).estimate());
  }

  @Test
  default void aClearedCounterIsAsNew() {
    UniqueCounter counter = users(0, 20_000);
    counter.clear();
    assertThat(counter.toBytes()).isEqualTo(method().create().toBytes());
    assertThat(Users.add(counter, 0, 3000).toBytes()).isEqualTo(users(0, 3000).toBytes());
    counter.clear();
    counter.clear();
    assertThat(counter.estimate().count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1000, 10_000, 100_000})
  default void theTruthIsNotFarOutsideOfTheBounds(int users) {
    Estimate estimate = users(0, users).estimate();
    if (estimate.exact()) {
      assertThat(estimate).isEqualTo(Estimate.exactly(users));
    } else {
      double width = Math.max(estimate.upper() - estimate.lower(), 1);
      assertThat((double) users).isCloseTo((double) estimate.count(), within(width));
      assertThat(width).isLessThan(users * 0.5);
    }
  }

  @Test
  default void bytesMayLieAnywhereInAnyBuffer() {
    byte[] bytes = users(0, 100).toBytes();
    ByteBuffer around = ByteBuffer.allocateDirect(bytes.length + 20);
    around.position(7).put(7, bytes).limit(7 + bytes.length);
    UniqueCounter counter = method().create();
    counter.merge(around.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
    counter.merge(around);
    assertThat(around.position()).isEqualTo(7);
    assertThat(counter.toBytes()).isEqualTo(bytes);
  }

  @Test
  default void cutOrLengthenedBytesAreRefused() {
    byte[] bytes = users(0, 3).toBytes();
    for (int length = 0; length <= bytes.length + 9; length += length < 50 ? 1 : 97) {
      if (length != bytes.length) {
        assertRefused(Arrays.copyOf(bytes, length));
      }
    }
  }

  @Test
  default void damagedBytesAreEitherReadOrRefusedButNeverCrash() {
    Random random = new Random(4);
    for (int trial = 0; trial < 2000; trial++) {
      byte[] bytes = users(0, trial % 5).toBytes();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        int header = random.nextBoolean() ? Math.min(24, bytes.length) : bytes.length;
        bytes[random.nextInt(header)] ^= (byte) (1 << random.nextInt(8));
      }
      UniqueCounter counter = users(0, 2);
      try {
        counter.merge(bytes);
      } catch (SketchFormatException e) {
        assertThat(counter.toBytes()).isEqualTo(users(0, 2).toBytes());
      }
      assertThat(counter.estimate().count()).isGreaterThanOrEqualTo(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  default void bytesOfAnotherMethodAreRefused(UniqueMethod.Algorithm other) {
    if (other != method().algorithm()) {
      assertRefused(UniqueMethod.of(other).create().toBytes());
      assertRefused(Users.add(UniqueMethod.of(other).create(), 0, 9).toBytes());
    }
  }

  default void assertRefused(byte[] bytes) {
    UniqueCounter counter = users(0, 5);
    assertThatThrownBy(() -> counter.merge(bytes))
        .isInstanceOf(SketchFormatException.class)
        .hasMessageStartingWith("not a ")
        .hasMessageNotContaining("\n");
    assertThat(counter.toBytes()).isEqualTo(users(0, 5).toBytes());
  }
}
