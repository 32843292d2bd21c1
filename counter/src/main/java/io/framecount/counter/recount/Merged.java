package io.framecount.counter.recount;

import io.framecount.WindowCount;
import io.framecount.counter.late.LateKey;
import io.framecount.counter.late.LateTopic;
import io.framecount.counter.view.CountsTopic;
import java.util.List;
import java.util.Map;

/**
 * The rows and late frames that mergers made of all partials, at one moment.
 *
 * @param rows by key
 * @param late frames in no row, by partial
 * @param still whether no late partial came while the rows were read
 */
public record Merged(Map<String, WindowCount> rows, Map<LateKey, Long> late, boolean still) {
  private static final int MOST_LOOKS = 8;

  /** Reads both again if a recount has just moved frames from one to the other. */
  public static Merged read(CountsTopic counts, LateTopic lateTopic) {
    Map<LateKey, Long> late = lateTopic.read();
    for (int look = 1; ; look++) {
      Map<String, WindowCount> rows = counts.byKey();
      Map<LateKey, Long> after = lateTopic.read();
      if (after.keySet().containsAll(late.keySet()) || look == MOST_LOOKS) {
        return new Merged(rows, late, after.equals(late));
      }
      late = after;
    }
  }

  /** The rows from fine to coarse windows, then by time, then by group. */
  public List<WindowCount> inOrder() {
    return CountsTopic.inOrder(rows);
  }
}
