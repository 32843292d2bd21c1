package io.framecount.bench.report;

import java.util.Map;
import java.util.Optional;

/** What Framecount is meant to reach, to be held against what was measured. */
interface Aim {
  /** A sentence without its full stop. */
  String claim();

  /** Returns what the figures say to it; empty if they were not measured. */
  Optional<Outcome> check(Map<String, Result> results);

  /**
   * What came of it.
   *
   * @param measured the figure that decides
   */
  record Outcome(String measured, boolean holds) {}
}
