package io.framecount.counter.partial;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Calendar;
import io.framecount.counter.window.Window;
import io.framecount.counter.window.WindowSize;
import io.framecount.counter.window.Windows;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the partials of all wanted windows from those of the base windows. Each window is merged
 * from windows of the next finer size that nests in it: an hour from minutes, a day from hours, a
 * week and a month from days, a year from months. So the work is in proportion to the bytes of the
 * partials and the number of sizes. Partials come in the order of time, so that one window of each
 * size is open, and one counter of each size is all the memory there is. Not thread-safe.
 */
public final class RollUp {
  private final boolean baseWanted;
  private final List<Level> next = new ArrayList<>();

  RollUp(Windows windows, UniqueMethod method) {
    WindowSize base = windows.base();
    baseWanted = windows.sizes().contains(base);
    List<Level> levels = new ArrayList<>();
    for (WindowSize size : windows.sizes()) {
      if (!size.equals(base)) {
        Level level = new Level(size, windows.calendar(size), method.create());
        levels.stream()
            .filter(finer -> finer.size().nestsIn(size))
            .max(Comparator.comparing(Level::size))
            .map(Level::next)
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

  /** One size of windows, and the coarser ones that are made of it. */
  private static final class Level {
    private final WindowSize size;
    private final Calendar calendar;
    private final UniqueCounter users;
    private final List<Level> next = new ArrayList<>();
    private Window open;
    private String group;
    private long frames;

    /**
     * @param users an empty counter, used again for each window
     */
    Level(WindowSize size, Calendar calendar, UniqueCounter users) {
      this.size = size;
      this.calendar = calendar;
      this.users = users;
    }

    WindowSize size() {
      return size;
    }

    /** The coarser levels that are made of this one. */
    List<Level> next() {
      return next;
    }

    /** Adds what lies in one finer window, which is not before the last one. */
    void add(WindowPartial finer, Consumer<WindowPartial> taker) {
      long start = finer.window().start();
      if (open == null || !open.contains(start)) {
        passOn(taker);
        open = calendar.at(start);
        group = finer.group();
      }
      frames += finer.frames();
      users.merge(finer.users());
    }

    /** Passes on what is open, here and in the coarser levels. */
    void close(Consumer<WindowPartial> taker) {
      passOn(taker);
      next.forEach(level -> level.close(taker));
    }

    private void passOn(Consumer<WindowPartial> taker) {
      if (open != null) {
        WindowPartial whole =
            new WindowPartial(open, group, frames, ByteBuffer.wrap(users.toBytes()));
        taker.accept(whole);
        next.forEach(level -> level.add(whole, taker));
        open = null;
        frames = 0;
        users.clear();
      }
    }
  }
}
