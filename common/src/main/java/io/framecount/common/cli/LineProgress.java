package io.framecount.common.cli;

import java.io.PrintWriter;
import java.util.function.LongFunction;

/** Progress for logs: one line every few seconds. */
final class LineProgress implements Progress {
  private static final long EVERY_NANOS = 5_000_000_000L;

  private final String what;
  private final long total;
  private final LongFunction<String> amount;
  private final PrintWriter err;
  private final long started = System.nanoTime();
  private long next = started + EVERY_NANOS;

  /**
   * @param total how much there is, or -1 if unknown
   * @param amount says how much is done where the total is unknown, with its unit
   */
  LineProgress(String what, long total, LongFunction<String> amount, PrintWriter err) {
    this.what = what;
    this.total = total;
    this.amount = amount;
    this.err = err;
  }

  @Override
  public void at(long done, String note) {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + EVERY_NANOS;
    err.println(what + ": " + howFar(done, (now - started) / 1e9) + note);
  }

  @Override
  public void say(String line) {
    err.println(line);
  }

  @Override
  public void close() {
    err.flush();
  }

  private String howFar(long done, double seconds) {
    if (total <= 0) {
      return amount.apply(done) + ", ";
    }
    double share = Math.min(1.0, (double) done / total);
    String left = share > 0 ? ", %.0f s left".formatted(seconds / share - seconds) : "";
    return "%.0f%%%s, ".formatted(100 * share, left);
  }
}
