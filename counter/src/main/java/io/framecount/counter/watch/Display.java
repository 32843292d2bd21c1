package io.framecount.counter.watch;

import io.framecount.WindowCount;
import java.util.Map;
import java.util.Set;

/** Shows rows that change. */
public interface Display extends AutoCloseable {
  /**
   * Shows the rows again.
   *
   * @param byKey all rows by their keys
   * @param changed keys of rows that changed since the last call
   */
  void show(Map<String, WindowCount> byKey, Set<String> changed);

  @Override
  void close();
}
