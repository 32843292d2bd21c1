package io.framecount.counter.compare;

import io.framecount.counter.unique.Estimate;
import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import java.util.Locale;

/** One way to count in a comparison. */
interface Candidate {
  /** Returns the method's name. */
  String name();

  /** The method's parameter; 0 for none. */
  int parameter();

  void add(byte[] value, int from, int length);

  /** Bytes of memory that hold the values now. */
  long bytes();

  Estimate estimate();

  /** A method as the counter uses it. */
  static Candidate of(UniqueMethod method) {
    return new OfMethod(method, method.create());
  }

  /** A method and its counter. */
  record OfMethod(UniqueMethod method, UniqueCounter counter) implements Candidate {
    @Override
    public String name() {
      return method.algorithm().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int parameter() {
      return method.parameter();
    }

    @Override
    public void add(byte[] value, int from, int length) {
      counter.add(value, from, length);
    }

    @Override
    public long bytes() {
      return counter.sizeInBytes();
    }

    @Override
    public Estimate estimate() {
      return counter.estimate();
    }
  }
}
