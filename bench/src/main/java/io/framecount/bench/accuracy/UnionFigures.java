package io.framecount.bench.accuracy;

import io.framecount.bench.report.TableResult;
import io.framecount.counter.unique.UniqueMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of the errors of unions, beside those of counting as a whole. */
final class UnionFigures {
  private final List<List<String>> rows = new ArrayList<>();

  void add(UniqueMethod method, Split split, Sizes size, UnionErrors errors) {
    int trials = errors.whole().trials();
    rows.add(
        List.of(
            method.toString(),
            split.toString(),
            String.format(Locale.ROOT, "%,d", size.users()),
            Integer.toString(trials),
            Percent.ofError(errors.whole().rootMeanSquare()),
            Percent.ofError(errors.united().rootMeanSquare()),
            "%d of %d".formatted(errors.identical(), trials),
            Percent.ofTrials(errors.united().shareInside()),
            Percent.ofBias(errors.added().bias())));
  }

  TableResult table() {
    return new TableResult(
        "accuracy",
        "Error of unions",
        """
        The same users, counted in one and in parts that are united through their bytes: 64 partitions \
        with different users, and 30 days, on each of which a quarter of the users is there, another one \
        each day. *Identical* is in how many trials the union had the same bytes as the counter that \
        saw all itself. *Added* is the mean error of adding the parts' counts instead.\
        """,
        List.of(
            "method",
            "parts",
            "users",
            "trials",
            "RMS error in one",
            "united",
            "identical",
            "inside",
            "added"),
        rows);
  }
}
