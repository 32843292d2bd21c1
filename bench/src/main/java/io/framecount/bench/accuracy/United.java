package io.framecount.bench.accuracy;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import java.util.Arrays;

/**
 * One method's counts of parts: united through their bytes, as the merger does it, beside a counter
 * that saw all parts itself. Not thread-safe.
 */
final class United {
  private final UniqueCounter part;
  private final UniqueCounter whole;
  private final UniqueCounter united;
  private long sum;

  United(UniqueMethod method) {
    part = method.create();
    whole = method.create();
    united = method.create();
  }

  void clear() {
    part.clear();
    whole.clear();
    united.clear();
    sum = 0;
  }

  /** Adds the user of a hash that these users gave last. */
  void add(TrialUsers users, long hash) {
    users.addTo(part, hash);
    users.addTo(whole, hash);
  }

  /** Takes what was added since the last part as a part. */
  void endPart() {
    united.merge(part.toBytes());
    sum += part.estimate().count();
    part.clear();
  }

  /** Writes down how the trial ended. */
  void putInto(UnionErrors errors, int trial, long users) {
    boolean same = Arrays.equals(whole.toBytes(), united.toBytes());
    errors.put(trial, same, users, whole.estimate(), united.estimate(), sum);
  }
}
