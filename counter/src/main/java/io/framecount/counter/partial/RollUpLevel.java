package io.framecount.counter.partial;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.window.Calendar;
import io.framecount.counter.window.Window;
import io.framecount.counter.window.WindowSize;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One size of windows in a {@link RollUp}, and the coarser ones that are made of it. */
final class RollUpLevel {
  private final WindowSize size;
  private final Calendar calendar;
  private final UniqueCounter users;
  private final List<RollUpLevel> next = new ArrayList<>();
  private Window open;
  private String group;
  private long frames;

  /**
   * @param users an empty counter, used again for each window
   */
  RollUpLevel(WindowSize size, Calendar calendar, UniqueCounter users) {
    this.size = size;
    this.calendar = calendar;
    this.users = users;
  }

  WindowSize size() {
    return size;
  }

  /** The coarser levels that are made of this one. */
  List<RollUpLevel> next() {
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
