package io.framecount.bench.report;

import io.framecount.bench.report.LinesResult.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The goal that a frame costs the same when there are many times as many, within a tenth. */
record FlatAim(String claim, String result, String series) implements Aim {
  private static final double NOISE = 1.1;

  @Override
  public Optional<Outcome> check(Map<String, Result> results) {
    if (!(results.get(result) instanceof LinesResult lines)) {
      return Optional.empty();
    }
    List<Series> found =
        lines.series().stream()
            .filter(line -> line.name().equals(series) && line.points().size() > 1)
            .toList();
    return found.stream().findFirst().map(Growth::of).map(FlatAim::outcome);
  }

  private static Outcome outcome(Growth growth) {
    String range = Numbers.scaled(growth.from()) + " to " + Numbers.scaled(growth.to());
    String measured = "× %s from %s".formatted(Numbers.brief(growth.factor()), range);
    return new Outcome(measured, growth.factor() <= NOISE);
  }
}
