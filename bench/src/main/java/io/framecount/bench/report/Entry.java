package io.framecount.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One way to do the work of a contest.
 *
 * @param settings the command, shortened
 * @param ours whether it is Framecount
 * @param proof the figure that proves that the work was done
 * @param right whether the proof is correct
 * @param missing the reason why it did not run, or null
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

  /** Returns whether it has figures. */
  @JsonIgnore
  public boolean ran() {
    return !runs.isEmpty();
  }

  /** Returns the spread of a figure over all runs; there must be at least one. */
  public Spread spread(ToDoubleFunction<SingleRun> figure) {
    return Spread.of(runs.stream().mapToDouble(figure));
  }

  /** Returns the seconds from start to exit. */
  public Spread wall() {
    return spread(SingleRun::wall);
  }

  /**
   * Returns the ratio of speeds to another entry: the spread over all common rounds, in each of
   * which the two runs are compared.
   */
  public Spread timesAsFastAs(Entry other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(runs.size(), other.runs.size()); i++) {
      ratios.add(other.runs.get(i).wall() / runs.get(i).wall());
    }
    return Spread.of(ratios.stream().mapToDouble(Double::doubleValue));
  }
}
