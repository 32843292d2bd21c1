package io.framecount.bench.accuracy;

import io.framecount.counter.unique.Estimate;

/** The results of one method's trials that count parts and merge them. */
final class UnionErrors {
  private final Errors whole;
  private final Errors united;
  private final Errors added;
  private final boolean[] same;

  UnionErrors(int trials) {
    whole = new Errors(trials);
    united = new Errors(trials);
    added = new Errors(trials);
    same = new boolean[trials];
  }

  void put(int trial, boolean same, long users, Estimate whole, Estimate united, long added) {
    this.same[trial] = same;
    this.whole.put(trial, whole, users);
    this.united.put(trial, united, users);
    this.added.put(trial, Estimate.exactly(added), users);
  }

  /** Returns the errors of the counter that saw all parts itself. */
  Errors whole() {
    return whole;
  }

  /** Returns the errors of the union of the parts. */
  Errors united() {
    return united;
  }

  /** Returns the errors of the sum of the parts' counts, which counts a user of two parts twice. */
  Errors added() {
    return added;
  }

  /** Returns the number of trials whose union had the same bytes as the counter that saw all. */
  int identical() {
    int count = 0;
    for (boolean one : same) {
      count += one ? 1 : 0;
    }
    return count;
  }
}
