package io.framecount.common.cli.progress;

import io.framecount.common.cli.Terminal;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows the progress of long work on stderr. Used by one thread. */
public interface Progress extends AutoCloseable {
  /**
   * Reports the position of the work; cheap enough to be called often.
   *
   * @param done how much of the total, in the unit the progress was started with
   * @param note what else to say, such as a rate; asked only when it is shown
   */
  void at(long done, Supplier<String> note);

  /** Prints a line, above the bar if there is one. */
  void say(String line);

  /** Ends the display. */
  @Override
  void close();

  /**
   * Returns a bar on a terminal, else a line every few seconds.
   *
   * @param what what is being worked through, such as {@code loading}
   * @param totalBytes how many bytes there are, or -1 if unknown
   */
  static Progress ofBytes(String what, long totalBytes, PrintWriter err) {
    return Terminal.stderr()
        ? new BarProgress(what, totalBytes, "MB", 1_000_000)
        : new LineProgress(what, totalBytes, done -> "%.1f MB".formatted(done / 1e6), err);
  }

  /**
   * Returns progress for work that is measured in frames.
   *
   * @param totalFrames how many there are, or -1 if there is no end
   */
  static Progress ofFrames(String what, long totalFrames, PrintWriter err) {
    return Terminal.stderr()
        ? new BarProgress(what, totalFrames, "frames", 1)
        : new LineProgress(
            what, totalFrames, done -> String.format(Locale.ROOT, "%,d frames", done), err);
  }
}
