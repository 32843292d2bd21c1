package io.framecount.loader.generate;

import java.io.PrintWriter;
import java.util.Locale;

/** A line on stderr every few seconds, so that quick work says nothing. Not thread-safe. */
final class ProgressLines implements BatchObserver {
  private static final long EVERY_SECONDS = 5;

  private final PrintWriter err;
  private final Totals totals;
  private final long count;
  private long nextAtSeconds = EVERY_SECONDS;

  ProgressLines(PrintWriter err, Totals totals, long count) {
    this.err = err;
    this.totals = totals;
    this.count = count;
  }

  @Override
  public void written(Batch batch) {
    long seconds = totals.elapsed().toSeconds();
    if (seconds >= nextAtSeconds) {
      nextAtSeconds = seconds + EVERY_SECONDS;
      err.printf(Locale.ROOT, "%,d of %,d frames written, %d s%n", totals.frames(), count, seconds);
    }
  }
}
