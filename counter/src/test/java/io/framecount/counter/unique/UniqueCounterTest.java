package io.framecount.counter.unique;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UniqueCounterTest {
  @Nested
  class Theta implements UniqueCounterContract {
    @Override
    public UniqueMethod method() {
      return UniqueMethod.STANDARD;
    }
  }

  /** Beyond its nominal entries in most tests. */
  @Nested
  class SmallTheta implements UniqueCounterContract {
    @Override
    public UniqueMethod method() {
      return UniqueMethod.parse("theta:1024");
    }
  }

  @Nested
  class Hll implements UniqueCounterContract {
    @Override
    public UniqueMethod method() {
      return UniqueMethod.parse("hll");
    }

    @Test
    void anImpossibleRegisterIsRefused() {
      byte[] bytes = method().create().toBytes();
      bytes[100] = (byte) 0xff;
      assertRefused(bytes);
    }

    @Test
    void anotherPrecisionIsRefused() {
      assertRefused(UniqueMethod.parse("hll:13").create().toBytes());
    }
  }

  @Nested
  class Ull implements UniqueCounterContract {
    @Override
    public UniqueMethod method() {
      return UniqueMethod.parse("ull");
    }

    @Test
    void anImpossibleRegisterIsRefused() {
      byte[] bytes = method().create().toBytes();
      bytes[100] = 51;
      assertRefused(bytes);
      bytes[100] = 52;
      assertThat(method().create()).satisfies(counter -> counter.merge(bytes));
    }
  }

  @Nested
  class Linear implements UniqueCounterContract {
    @Override
    public UniqueMethod method() {
      return UniqueMethod.parse("linear");
    }

    @Test
    void aFullBitmapHasNoUpperBound() {
      UniqueCounter full = Users.add(UniqueMethod.parse("linear:64").create(), 0, 2000);
      assertThat(full.estimate().upper()).isInfinite();
      assertThat(full.estimate().count()).isEqualTo(Math.round(64 * Math.log(64)));
      assertThat(full.sizeInBytes()).isEqualTo(8);
    }

    @Test
    void anotherSizeIsRefused() {
      assertRefused(UniqueMethod.parse("linear:64").create().toBytes());
    }
  }

  @Nested
  class Exact implements UniqueCounterContract {
    @Override
    public UniqueMethod method() {
      return UniqueMethod.parse("exact");
    }

    @Test
    void bytesAreTheSortedValues() {
      byte[] bytes = {
        'F', 'C', 'X', '1', 0, 0, 0, 2, 0, 0, 0, 1, 'a', 0, 0, 0, 2, (byte) 0xff, 'b'
      };
      UniqueCounter counter = method().create();
      counter.add(bytes, 17, 2);
      counter.add(bytes, 12, 1);
      assertThat(counter.toBytes()).isEqualTo(bytes);
    }

    @Test
    void announcedLengthsAreChecked() {
      assertRefused(new byte[] {'F', 'C', 'X', '1', 0, 0, 0, 1, -1, -1, -1, -1});
      assertRefused(new byte[] {'F', 'C', 'X', '1', -1, -1, -1, -1});
    }

    @Test
    void valuesOfOneHashStayApart() {
      UniqueCounter counter = method().create();
      counter.add(7, Users.id(1), 0, 6);
      counter.add(7, Users.id(2), 0, 6);
      assertThat(counter.estimate()).isEqualTo(Estimate.exactly(2));
      assertThat(counter.sizeInBytes()).isEqualTo(2 * (6 + 80));
    }
  }
}
