package io.framecount.counter.merge;

import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps count of the groups of each window that have results of their own. */
final class GroupCounts {

  private final GroupLimit limit;
  private final KeyValueStore<String, Long> counts;

  /**
   * @param counts by the keys of windows
   */
  GroupCounts(GroupLimit limit, KeyValueStore<String, Long> counts) {
    this.limit = limit;
    this.counts = counts;
  }

  /** Counts one more group of a window, unless that has enough. */
  boolean admit(String windowKey) {
    Long known = counts.get(windowKey);
    long count = known == null ? 0 : known;
    if (!limit.admits(windowKey, count)) {
      return false;
    }
    counts.put(windowKey, count + 1);
    return true;
  }
}
