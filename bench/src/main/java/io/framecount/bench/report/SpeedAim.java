package io.framecount.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The goal to be faster than the best of others by a factor, by the median over the rounds.
 *
 * @param result name of the contest's result
 * @param amount amount of work in the contest; the aim is not for any other
 * @param factor below 1 where the others do only a part of the work
 */
record SpeedAim(
    String claim, String result, long amount, String ours, double factor, List<String> others)
    implements Aim {

  static SpeedAim of(
      String claim, String result, long amount, String ours, double factor, String... others) {
    return new SpeedAim(claim, result, amount, ours, factor, List.of(others));
  }

  @Override
  public Optional<Outcome> check(Map<String, Result> results) {
    if (!(results.get(result) instanceof ContestResult contest) || contest.amount() != amount) {
      return Optional.empty();
    }
    return contest.ran(ours).flatMap(our -> best(contest).map(best -> compare(our, best)));
  }

  private Optional<Entry> best(ContestResult contest) {
    return others.stream()
        .flatMap(name -> contest.ran(name).stream())
        .min(Comparator.comparingDouble(entry -> entry.wall().median()));
  }

  private Outcome compare(Entry our, Entry best) {
    double times = our.timesAsFastAs(best).median();
    return new Outcome(Numbers.brief(times) + " × " + best.name(), times >= factor && our.right());
  }
}
