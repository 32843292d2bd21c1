package io.framecount.bench.accuracy;

import java.util.Locale;

/** Shares as text. */
final class Percent {
  private Percent() {}

  /** Returns an error with three decimals; 0 for none at all, and "none" where none is claimed. */
  static String ofError(double share) {
    if (Double.isInfinite(share)) {
      return "none";
    }
    return share == 0 ? "0" : String.format(Locale.ROOT, "%.3f%%", 100 * share);
  }

  /** Returns an error with its sign. */
  static String ofBias(double share) {
    return share == 0 ? "0" : String.format(Locale.ROOT, "%+.3f%%", 100 * share);
  }

  /** Returns a share of the trials. */
  static String ofTrials(double share) {
    return share == 1 ? "100%" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
