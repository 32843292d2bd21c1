package io.framecount.counter.partial;

import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Calendar;
import io.framecount.counter.window.Windows;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * The partials since the last commit, one per group and base window. A frame is added to its base
 * window only, whatever windows are wanted; {@link RollUp} makes those at the commit. The hot path:
 * allocates nothing for a frame whose group and window have a partial. Not thread-safe.
 */
public final class Partials {
  private final UniqueMethod method;
  private final Calendar calendar;
  private final RollUp rollUp;
  private final Groups groups = new Groups();
  private final Group all;
  private OpenPartial last;
  private long bytes;
  private int count;

  /**
   * @param grouped whether frames are counted by groups
   */
  public Partials(Windows windows, UniqueMethod method, boolean grouped) {
    this.method = method;
    calendar = windows.calendar(windows.base());
    rollUp = new RollUp(windows, method);
    all = grouped ? null : new Group(null);
  }

  /** Adds a frame whose group lies in the data. */
  public void add(byte[] data, FrameFields fields) {
    Group group = all == null ? groups.of(data, fields) : all;
    OpenPartial partial = group.at(fields.time, calendar, method);
    if (partial != last) {
      change(partial);
    }
    partial.add(fields.user, fields.userFrom, fields.userLength);
  }

  /** Passes on the partials of the windows asked for, each once. */
  public void forEach(Consumer<WindowPartial> taker) {
    for (Group group : groups()) {
      if (group.windows() > 0) {
        rollUp.add(group.name(), group.inOrder(), taker);
      }
    }
  }

  /** Returns how many partials there are. */
  public int count() {
    return count;
  }

  /** Memory of the users. */
  public long bytes() {
    measureLast();
    return bytes;
  }

  public void clear() {
    groups.clear();
    if (all != null) {
      all.clear();
    }
    last = null;
    bytes = 0;
    count = 0;
  }

  private Collection<Group> groups() {
    return all == null ? groups.all() : List.of(all);
  }

  private void change(OpenPartial partial) {
    measureLast();
    last = partial;
    if (partial.frames() == 0) {
      count++;
    }
  }

  private void measureLast() {
    if (last != null) {
      bytes += last.growth();
    }
  }
}
