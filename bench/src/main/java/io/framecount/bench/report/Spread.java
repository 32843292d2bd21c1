package io.framecount.bench.report;

import java.util.stream.DoubleStream;

/** The spread of a figure over several runs. */
public record Spread(double min, double median, double max) {
  /** Returns the spread of at least one figure. */
  public static Spread of(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }
}
