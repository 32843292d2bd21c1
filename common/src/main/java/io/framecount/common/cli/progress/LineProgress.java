package io.framecount.common.cli.progress;

import java.io.PrintWriter;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Progress for logs: one line every few seconds. */
final class LineProgress implements Progress {
  private static final long EVERY_NANOS = 5_000_000_000L;

  private final String what;
  private final long total;
  private final LongFunction<String> amount;
  private final PrintWriter err;
  private final LongSupplier nanoTime;
  private final long started;
  private long next;

  /**
   * @param total how much there is, or -1 if unknown
   * @param amount says how much is done where the total is unknown, with its unit
   */
  LineProgress(String what, long total, LongFunction<String> amount, PrintWriter err) {
    this(what, total, amount, err, System::nanoTime);
  }

  /** Creates progress with another clock, for tests. */
  LineProgress(
      String what,
      long total,
      LongFunction<String> amount,
      PrintWriter err,
      LongSupplier nanoTime) {
    this.what = what;
    this.total = total;
    this.amount = amount;
    this.err = err;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.next = started + EVERY_NANOS;
  }

  @Override
  public void at(long done, Supplier<String> note) {
    long now = nanoTime.getAsLong();
    if (now - next < 0) {
      return;
    }
    next = now + EVERY_NANOS;
    err.println(what + ": " + howFar(done, (now - started) / 1e9) + note.get());
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
