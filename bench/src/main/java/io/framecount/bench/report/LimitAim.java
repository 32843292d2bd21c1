package io.framecount.bench.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The goal to stay below a limit.
 *
 * @param results names of the contests
 * @param entries beginning of the names of the entries
 * @param figure the figure of an entry; the largest one decides
 */
record LimitAim(
    String claim,
    List<String> results,
    String entries,
    double limit,
    String unit,
    ToDoubleFunction<Entry> figure)
    implements Aim {

  /** Returns a limit for the largest resident set of any run, in megabytes. */
  static LimitAim memory(String claim, List<String> results, String entries, double megabytes) {
    return new LimitAim(
        claim, results, entries, megabytes, "MB", e -> e.spread(SingleRun::megabytes).max());
  }

  /** Returns a limit for the median time from start to exit, in seconds. */
  static LimitAim seconds(String claim, String entry, double seconds) {
    return new LimitAim(
        claim, List.of(Names.START), entry, seconds, "s", entryOf -> entryOf.wall().median());
  }

  @Override
  public Optional<Outcome> check(Map<String, Result> all) {
    OptionalDouble most =
        results.stream().flatMap(name -> entries(all.get(name))).mapToDouble(figure).max();
    if (most.isEmpty()) {
      return Optional.empty();
    }
    double worst = most.getAsDouble();
    return Optional.of(new Outcome(Numbers.brief(worst) + " " + unit, worst < limit));
  }

  private Stream<Entry> entries(Result result) {
    return result instanceof ContestResult contest
        ? contest.entries().stream()
            .filter(entry -> entry.ours() && entry.ran() && entry.name().startsWith(entries))
        : Stream.empty();
  }
}
