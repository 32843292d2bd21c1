package io.framecount.counter.run;

import io.framecount.common.cli.progress.Progress;
import io.framecount.counter.combine.CombinerWatch;
import io.framecount.counter.progress.Tally;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Shows how a combiner gets on. */
final class RunWatch implements CombinerWatch {
  private static final long NOTE_NANOS = 250_000_000;

  private final Progress progress;
  private final BooleanSupplier stopping;
  private long noted = System.nanoTime();
  private long notedFrames;

  RunWatch(Progress progress, BooleanSupplier stopping) {
    this.progress = progress;
    this.stopping = stopping;
  }

  @Override
  public boolean stopping() {
    return stopping.getAsBoolean();
  }

  @Override
  public void at(Tally tally, long lag) {
    long now = System.nanoTime();
    if (now - noted < NOTE_NANOS) {
      return;
    }
    double rate = (tally.read() - notedFrames) * 1e9 / (now - noted);
    noted = now;
    notedFrames = tally.read();
    progress.at(
        tally.read(),
        () -> String.format(Locale.ROOT, "%,.0f frames/s, %,d to go", Math.max(0, rate), lag));
  }

  @Override
  public void say(String line) {
    progress.say(line);
  }
}
