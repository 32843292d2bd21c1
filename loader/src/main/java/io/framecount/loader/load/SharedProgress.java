package io.framecount.loader.load;

import io.framecount.common.cli.Progress;
import java.util.function.Supplier;

/** A progress display for several threads. */
final class SharedProgress implements Progress {
  private final Progress progress;
  private long done;

  SharedProgress(Progress progress) {
    this.progress = progress;
  }

  @Override
  public synchronized void at(long done, Supplier<String> note) {
    this.done = done;
    progress.at(done, note);
  }

  /** Says something else of the same place. */
  synchronized void note(String note) {
    progress.at(done, () -> note);
  }

  @Override
  public synchronized void say(String line) {
    progress.say(line);
  }

  @Override
  public synchronized void close() {
    progress.close();
  }
}
