package io.framecount.bench.accuracy;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import java.util.Arrays;

/**
 * One method's counts of parts, merged through their bytes as the merger does, beside a counter
 * that sees all parts itself. Not thread-safe.
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

  /** Adds the user whose hash these users returned last. */
  void add(TrialUsers users, long hash) {
    users.addTo(part, hash);
    users.addTo(whole, hash);
  }

  /** Ends a part: all users added since the last one. */
  void endPart() {
    united.merge(part.toBytes());
    sum += part.estimate().count();
    part.clear();
  }

  /** Stores the result of the trial. */
  void putInto(UnionErrors errors, int trial, long users) {
    boolean same = Arrays.equals(whole.toBytes(), united.toBytes());
    errors.put(trial, same, users, whole.estimate(), united.estimate(), sum);
  }
}
