package io.framecount.bench.accuracy;

import io.framecount.counter.unique.Estimate;

/** What the trials of one method gave that counted parts and united them. */
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

  /** Of the counter that saw all parts itself. */
  Errors whole() {
    return whole;
  }

  /** Of the union of the parts. */
  Errors united() {
    return united;
  }

  /** Of the sum of the parts' counts, which takes a user of two parts for two. */
  Errors added() {
    return added;
  }

  /** In how many trials the union had the very bytes of the counter that saw all. */
  int identical() {
    int count = 0;
    for (boolean one : same) {
      count += one ? 1 : 0;
    }
    return count;
  }
}
