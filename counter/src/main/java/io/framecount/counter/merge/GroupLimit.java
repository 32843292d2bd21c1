package io.framecount.counter.merge;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * How many groups each window may have, beside the one that holds all others. Thread-safe.
 *
 * <p>All increments of a window come to one merger, which keeps count of the window's groups: the
 * first ones to come have results of their own, in all runs and instances. So a group is either
 * counted whole or is whole among the others, which hold exactly the frames and users of the rest.
 */
public final class GroupLimit {
  private final int most;
  private final Consumer<String> listener;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * @param most groups a window
   * @param listener is told the key of the first window that has more
   */
  public GroupLimit(int most, Consumer<String> listener) {
    this.most = most;
    this.listener = listener;
  }

  /** Returns whether a window that has so many groups may have one more. */
  boolean admits(String windowKey, long groups) {
    if (groups < most) {
      return true;
    }
    if (!told.getAndSet(true)) {
      listener.accept(windowKey);
    }
    return false;
  }
}
