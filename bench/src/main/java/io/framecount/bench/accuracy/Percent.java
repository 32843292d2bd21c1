package io.framecount.bench.accuracy;

import java.util.Locale;

/** Shares as text. */
final class Percent {
  private Percent() {}

  /** An error: three decimals, and nothing for none at all. */
  static String ofError(double share) {
    if (Double.isInfinite(share)) {
      return "none";
    }
    return share == 0 ? "0" : String.format(Locale.ROOT, "%.3f%%", 100 * share);
  }

  /** The same with its sign. */
  static String ofBias(double share) {
    return share == 0 ? "0" : String.format(Locale.ROOT, "%+.3f%%", 100 * share);
  }

  /** Returns how many of all. */
  static String ofTrials(double share) {
    return share == 1 ? "100%" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
