package io.framecount.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * To be so many times as fast as the best of others, by the median over the rounds.
 *
 * @param result name of the contest's result
 * @param amount of work in the contest: the aim says nothing of another one
 * @param factor below 1 where the others do less than all the work
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
