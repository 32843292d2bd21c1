package io.framecount.counter.merge;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Limits the groups of each window, beside the one that holds all others. Thread-safe.
 *
 * <p>All partials of a window come to one merger, which keeps count of the window's groups: the
 * first ones to come have rows of their own, in all runs and instances. So a group is either
 * counted whole or is whole among the others, which hold exactly the frames and users of the rest.
 */
public final class GroupLimit {
  private final int most;
  private final Consumer<String> listener;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * @param most groups a window
   * @param listener takes the key of the first window that has more
   */
  public GroupLimit(int most, Consumer<String> listener) {
    this.most = most;
    this.listener = listener;
  }

  /**
   * Counts one more group of a window, unless the window has enough.
   *
   * @param counts groups with rows of their own, by the keys of windows
   * @return whether the group gets rows of its own
   */
  boolean admit(String windowKey, KeyValueStore<String, Long> counts) {
    Long known = counts.get(windowKey);
    long groups = known == null ? 0 : known;
    if (groups < most) {
      counts.put(windowKey, groups + 1);
      return true;
    }
    if (!told.getAndSet(true)) {
      listener.accept(windowKey);
    }
    return false;
  }
}
