package io.framecount.bench.accuracy;

import io.framecount.counter.unique.UniqueMethod;
import java.util.BitSet;
import java.util.function.IntConsumer;

/** Counts users in parts and as a whole many times, with other users each time. */
final class UnionTrials {
  private final Split split;
  private final int users;
  private final UnionErrors errors;

  private UnionTrials(Split split, int users, int trials) {
    this.split = split;
    this.users = users;
    errors = new UnionErrors(trials);
  }

  /** Runs the trials. */
  static UnionErrors run(UniqueMethod method, Split split, int users, int trials) {
    UnionTrials all = new UnionTrials(split, users, trials);
    Workers.run(trials, () -> all.worker(new United(method)));
    return all.errors;
  }

  private IntConsumer worker(United counter) {
    BitSet seen = new BitSet(users);
    return trial -> {
      seen.clear();
      counter.clear();
      TrialUsers of = new TrialUsers(trial);
      for (int part = 0; part < split.parts(); part++) {
        addPart(part, of, counter, seen);
        counter.endPart();
      }
      counter.putInto(errors, trial, seen.cardinality());
    };
  }

  private void addPart(int part, TrialUsers of, United counter, BitSet seen) {
    for (int user = 0; user < users; user++) {
      if (split.contains(part, user, of)) {
        seen.set(user);
        counter.add(of, of.hash(user));
      }
    }
  }
}
