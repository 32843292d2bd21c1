package io.framecount.bench.report;

import java.util.Map;
import java.util.Optional;

/** A goal of Framecount, to compare with the measurements. */
interface Aim {
  /** Returns the claim as a sentence without a full stop. */
  String claim();

  /** Returns the outcome; empty if its figures were not measured. */
  Optional<Outcome> check(Map<String, Result> results);

  /**
   * The outcome.
   *
   * @param measured the deciding figure
   */
  record Outcome(String measured, boolean holds) {}
}
