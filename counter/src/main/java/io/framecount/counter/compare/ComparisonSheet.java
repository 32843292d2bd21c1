package io.framecount.counter.compare;

import io.framecount.common.cli.Sheet;
import io.framecount.common.cli.Sheet.Cell;
import io.framecount.counter.compare.Comparison.Result;
import io.framecount.counter.unique.Estimate;
import java.util.List;
import java.util.Locale;

/** The results of a comparison, a row for each method. */
public final class ComparisonSheet {
  private ComparisonSheet() {}

  public static Sheet of(List<Result> results) {
    Sheet sheet =
        new Sheet(
            "method",
            "parameter",
            "bytes",
            "count",
            "error",
            "lower_bound",
            "upper_bound",
            "ns_per_value");
    results.forEach(result -> add(sheet, result));
    return sheet;
  }

  private static void add(Sheet sheet, Result result) {
    Estimate estimate = result.estimate();
    sheet.add(
        Cell.of(result.method()),
        result.parameter() == 0 ? Cell.none() : Cell.of(result.parameter()),
        Cell.of(result.bytes()),
        Cell.of(estimate.count()),
        error(result),
        bound(estimate.lower()),
        bound(estimate.upper()),
        nanos(result.nanosPerValue()));
  }

  private static Cell error(Result result) {
    String percent = String.format(Locale.ROOT, "%+.2f%%", 100 * result.error());
    return new Cell(result.error(), result.estimate().exact() ? "0" : percent);
  }

  private static Cell bound(double bound) {
    return new Cell(
        bound, Double.isInfinite(bound) ? "none" : String.format(Locale.ROOT, "%,.0f", bound));
  }

  private static Cell nanos(double nanos) {
    return new Cell(nanos, String.format(Locale.ROOT, "%.0f", nanos));
  }
}
