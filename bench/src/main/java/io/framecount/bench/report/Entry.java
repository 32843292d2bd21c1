package io.framecount.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One way to do the work of a contest.
 *
 * @param settings the command as it was run, shortened
 * @param ours whether it is Framecount
 * @param proof what shows that the work was done
 * @param right whether the proof is what it should be
 * @param missing why it did not run, or null
 */
public record Entry(
    String name,
    String settings,
    boolean ours,
    String proof,
    boolean right,
    List<SingleRun> runs,
    String missing) {

  public Entry {
    runs = runs == null ? List.of() : List.copyOf(runs);
  }

  /** Returns whether there are figures of it. */
  @JsonIgnore
  public boolean ran() {
    return !runs.isEmpty();
  }

  /** Of one figure over all runs, of which there must be one. */
  public Spread spread(ToDoubleFunction<SingleRun> figure) {
    return Spread.of(runs.stream().mapToDouble(figure));
  }

  /** Seconds from start to exit. */
  public Spread wall() {
    return spread(SingleRun::wall);
  }

  /**
   * Returns how many times as fast as another this is: the spread over the rounds that both have
   * run, each compared with the run of the other beside it.
   */
  public Spread timesAsFastAs(Entry other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(runs.size(), other.runs.size()); i++) {
      ratios.add(other.runs.get(i).wall() / runs.get(i).wall());
    }
    return Spread.of(ratios.stream().mapToDouble(Double::doubleValue));
  }
}
