package io.framecount.counter.partial;

import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.WindowSize;
import io.framecount.counter.window.Windows;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes partials to all windows asked for of the partials of the base windows. Each window is
 * united from the windows of the coarsest size below that nests in it: an hour from minutes, a day
 * from hours, a week and a month from days, a year from months. So the work is in proportion to the
 * bytes of the partials and the number of sizes. Partials come in the order of time, so that one
 * window of each size is open, and one counter of each size is all the memory there is. Not
 * thread-safe.
 */
public final class RollUp {
  private final boolean baseWanted;
  private final List<RollUpLevel> next = new ArrayList<>();

  RollUp(Windows windows, UniqueMethod method) {
    WindowSize base = windows.base();
    baseWanted = windows.sizes().contains(base);
    List<RollUpLevel> levels = new ArrayList<>();
    for (WindowSize size : windows.sizes()) {
      if (!size.equals(base)) {
        RollUpLevel level = new RollUpLevel(size, windows.calendar(size), method.create());
        levels.stream()
            .filter(finer -> finer.size().nestsIn(size))
            .max(Comparator.comparing(RollUpLevel::size))
            .map(RollUpLevel::next)
            .orElse(next)
            .add(level);
        levels.add(level);
      }
    }
  }

  /** Passes on the partials of all windows asked for, from those of one group in order of time. */
  void add(String group, List<OpenPartial> partials, Consumer<WindowPartial> taker) {
    for (OpenPartial partial : partials) {
      WindowPartial written =
          new WindowPartial(
              partial.window(),
              group,
              partial.frames(),
              ByteBuffer.wrap(partial.users().toBytes()));
      if (baseWanted) {
        taker.accept(written);
      }
      next.forEach(level -> level.add(written, taker));
    }
    next.forEach(level -> level.close(taker));
  }
}
