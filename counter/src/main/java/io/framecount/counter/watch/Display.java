package io.framecount.counter.watch;

import io.framecount.WindowCount;
import java.util.Map;
import java.util.Set;

/** Shows rows that change. */
public interface Display extends AutoCloseable {
  /**
   * Shows them once more.
   *
   * @param byKey all rows by their keys
   * @param changed keys of those that changed since the last time
   */
  void show(Map<String, WindowCount> byKey, Set<String> changed);

  @Override
  void close();
}
