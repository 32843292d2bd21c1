package io.framecount.bench.accuracy;

import io.framecount.bench.report.LinesResult;
import io.framecount.bench.report.LinesResult.Axis;
import io.framecount.bench.report.LinesResult.Series;
import io.framecount.bench.report.TableResult;
import io.framecount.counter.unique.UniqueMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The errors of each method for each number of users, as a table and as a chart. */
final class WholeFigures {
  private static final String ABOUT =
      """
      Users with ids of 8 bytes, other ones in each trial, are counted by each method \
      with its default parameter. *Bias* is the mean of the relative errors, *RMS error* the root of \
      their mean square; *95% within* is what 95% of the trials do not exceed. *Claimed* is half the \
      width of the 95% bounds that the method itself gives with each count, in the mean, and *inside* \
      how often the true number was within them.\
      """;

  private final Map<UniqueMethod, Map<Integer, Errors>> all;

  /**
   * @param all the errors by number of users, ascending
   */
  WholeFigures(Map<UniqueMethod, Map<Integer, Errors>> all) {
    this.all = all;
  }

  TableResult table() {
    List<List<String>> rows = new ArrayList<>();
    all.forEach((method, sizes) -> sizes.forEach((n, e) -> rows.add(row(method, n, e))));
    return new TableResult(
        "accuracy",
        "Error by number of users",
        ABOUT,
        List.of(
            "method", "users", "trials", "bias", "RMS error", "95% within", "claimed", "inside"),
        rows);
  }

  private static List<String> row(UniqueMethod method, int users, Errors errors) {
    return List.of(
        method.toString(),
        String.format(Locale.ROOT, "%,d", users),
        String.format(Locale.ROOT, "%,d", errors.trials()),
        Percent.ofBias(errors.bias()),
        Percent.ofError(errors.rootMeanSquare()),
        Percent.ofError(errors.percentile95()),
        Percent.ofError(errors.claimed()),
        Percent.ofTrials(errors.shareInside()));
  }

  LinesResult chart() {
    return new LinesResult(
        "accuracy",
        "Error that 95% of the trials stay within",
        ABOUT
            + " The bands reach from 0 to what the method claims. A method that is saturated, and"
            + " claims nothing, has no point.",
        new Axis("users", true),
        new Axis("error, %", false),
        all.entrySet().stream().map(e -> series(e.getKey(), e.getValue())).toList());
  }

  private static Series series(UniqueMethod method, Map<Integer, Errors> sizes) {
    boolean exact = method.algorithm() == UniqueMethod.Algorithm.EXACT;
    return new Series(
        method.toString(),
        points(sizes, Errors::percentile95),
        exact ? null : points(sizes, errors -> 0),
        exact ? null : points(sizes, Errors::claimed));
  }

  private static List<double[]> points(Map<Integer, Errors> sizes, ToDoubleFunction<Errors> share) {
    List<double[]> points = new ArrayList<>();
    sizes.forEach(
        (users, errors) -> {
          if (Double.isFinite(errors.claimed())) {
            points.add(new double[] {users, 100 * share.applyAsDouble(errors)});
          }
        });
    return points;
  }
}
