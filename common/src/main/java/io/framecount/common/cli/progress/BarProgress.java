package io.framecount.common.cli.progress;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress for a person: a bar with percent, time left and rate, redrawn in place. */
final class BarProgress implements Progress {
  private static final int REDRAW_MILLIS = 250;

  private final ProgressBar bar;
  private long next = System.nanoTime();
  private long last;

  /**
   * @param total how much there is, in single steps, or -1 if unknown
   * @param unit what is counted, as it is shown
   * @param unitSize how many steps make one of the unit
   */
  BarProgress(String what, long total, String unit, long unitSize) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(total)
            .setUnit(" " + unit, unitSize)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build();
  }

  @Override
  public void at(long done, Supplier<String> note) {
    last = done;
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + TimeUnit.MILLISECONDS.toNanos(REDRAW_MILLIS);
    bar.stepTo(done);
    bar.setExtraMessage(" " + note.get());
  }

  @Override
  public void say(String line) {
    // A line break first: the bar has the cursor in its line and redraws itself below.
    System.err.println();
    System.err.println(line);
  }

  @Override
  public void close() {
    bar.stepTo(last);
    bar.close();
  }
}
