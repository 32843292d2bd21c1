package io.framecount.counter.recount;

import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.partial.GroupName;
import io.framecount.counter.unique.Estimate;
import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Window;
import java.util.Set;

/** One group of one window that is counted from its frames again. Not thread-safe. */
final class RecountedWindow {
  private final Window window;
  private final String group;
  private final Set<String> apart;
  private final UniqueCounter users;
  private long frames;

  /**
   * @param group null if frames are not grouped
   * @param apart groups of the window that have rows of their own, which {@link GroupName#OTHER}
   *     does not hold
   */
  RecountedWindow(Window window, String group, Set<String> apart, UniqueMethod method) {
    this.window = window;
    this.group = group;
    this.apart = apart;
    users = method.create();
  }

  Window window() {
    return window;
  }

  /** Adds a frame whose group lies in the data, if it is one of these. */
  void add(byte[] data, FrameFields fields) {
    if (window.contains(fields.time) && (group == null || holds(name(data, fields)))) {
      frames++;
      users.add(fields.user, fields.userFrom, fields.userLength);
    }
  }

  long frames() {
    return frames;
  }

  Estimate estimate() {
    return users.estimate();
  }

  byte[] sketch() {
    return users.toBytes();
  }

  private boolean holds(String name) {
    return group.equals(GroupName.OTHER) ? !apart.contains(name) : group.equals(name);
  }

  private static String name(byte[] data, FrameFields fields) {
    return fields.group.of(data, fields.groupFrom, fields.groupLength);
  }
}
