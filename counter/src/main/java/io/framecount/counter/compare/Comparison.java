package io.framecount.counter.compare;

import io.framecount.counter.unique.Estimate;
import io.framecount.counter.unique.UniqueMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the same values to several ways to count, and measures each. Values are gathered and given
 * to one after the other some thousand at a time, so that the clock is read seldom and the input
 * costs none of them anything. Not thread-safe.
 */
public final class Comparison {
  private static final int BATCH = 8_192;

  private final List<Candidate> candidates = new ArrayList<>();
  private final long[] nanos;
  private final int[] ends = new int[BATCH];
  private byte[] bytes = new byte[BATCH * 32];
  private int waiting;
  private long values;

  /**
   * A plain hash set and exact counting come first, the measure for the others.
   *
   * @param methods what to compare besides
   */
  public Comparison(List<UniqueMethod> methods) {
    candidates.add(new StringSet(HeapLayout.ofThisJvm()));
    candidates.add(Candidate.of(UniqueMethod.of(UniqueMethod.Algorithm.EXACT)));
    methods.stream()
        .distinct()
        .filter(method -> method.algorithm() != UniqueMethod.Algorithm.EXACT)
        .map(Candidate::of)
        .forEach(candidates::add);
    nanos = new long[candidates.size()];
  }

  /** Takes a value. */
  public void add(byte[] value, int from, int length) {
    int start = start(waiting);
    if (length > bytes.length - start) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, start + length));
    }
    System.arraycopy(value, from, bytes, start, length);
    ends[waiting++] = start + length;
    if (waiting == BATCH) {
      give();
    }
  }

  /** Returns how many values were taken, repeated ones too. */
  public long values() {
    return values + waiting;
  }

  /** Returns what came out so far, in the order of the methods. */
  public List<Result> results() {
    give();
    // The second one is the exact one.
    long truth = candidates.get(1).estimate().count();
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < nanos.length; i++) {
      Candidate candidate = candidates.get(i);
      Estimate estimate = candidate.estimate();
      results.add(
          new Result(
              candidate.name(),
              candidate.parameter(),
              candidate.bytes(),
              estimate,
              truth == 0 ? 0 : (double) estimate.count() / truth - 1,
              values == 0 ? 0 : (double) nanos[i] / values));
    }
    return results;
  }

  /**
   * The result of one method.
   *
   * @param parameter of the method; 0 for none
   * @param bytes of memory at the end
   * @param error of the estimate, relative to the exact number: 0.01 is one percent too many
   * @param nanosPerValue time to take a value, with making its hash or string
   */
  public record Result(
      String method,
      int parameter,
      long bytes,
      Estimate estimate,
      double error,
      double nanosPerValue) {}

  private int start(int value) {
    return value == 0 ? 0 : ends[value - 1];
  }

  private void give() {
    for (int i = 0; i < nanos.length; i++) {
      long before = System.nanoTime();
      give(candidates.get(i));
      nanos[i] += System.nanoTime() - before;
    }
    values += waiting;
    waiting = 0;
  }

  private void give(Candidate candidate) {
    for (int i = 0; i < waiting; i++) {
      int start = start(i);
      candidate.add(bytes, start, ends[i] - start);
    }
  }
}
