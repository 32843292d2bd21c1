package io.framecount.bench.report;

import io.framecount.bench.report.LinesResult.Series;
import java.util.List;
import java.util.Locale;

/**
 * The growth of a cost from the first to the last point.
 *
 * @param from x of the first point
 * @param to x of the last point
 * @param factor the last cost divided by the first
 */
record Growth(String name, double from, double to, double factor) {
  /** Returns the growth of a line of two points or more. */
  static Growth of(Series series) {
    List<double[]> points = series.points();
    double[] first = points.get(0);
    double[] last = points.get(points.size() - 1);
    return new Growth(series.name(), first[0], last[0], last[1] / first[1]);
  }

  /**
   * @param measure what the costs are in
   */
  String sentence(String measure) {
    return String.format(
        Locale.ROOT,
        "%s: from %s to %s (× %s), the %s change by a factor of %.2f%s.",
        name,
        Numbers.scaled(from),
        Numbers.scaled(to),
        Numbers.scaled((double) Math.round(to / from)),
        measure,
        factor,
        verdict());
  }

  private String verdict() {
    if (factor > 1.1) {
      return factor < 0.9 * to / from ? ", which is less than in proportion" : "";
    }
    return factor < 0.9 ? "; they fall" : "; they are flat, but for noise";
  }
}
