package io.framecount.counter.merge;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.counter.combine.GroupName;
import org.apache.kafka.streams.state.KeyValueStore;

/** Under which key the result of an increment is found, where frames are grouped. */
final class GroupedKeys {
  static final String STORE = "groups";

  private final GroupLimit limit;
  private final KeyValueStore<String, WindowCount> windows;
  private final KeyValueStore<String, Long> groups;

  /**
   * @param groups by window, the number of groups that have results of their own
   */
  GroupedKeys(
      GroupLimit limit,
      KeyValueStore<String, WindowCount> windows,
      KeyValueStore<String, Long> groups) {
    this.limit = limit;
    this.windows = windows;
    this.groups = groups;
  }

  /**
   * The key for a group of a window; the increment becomes one of {@link GroupName#OTHER} if the
   * window has enough groups.
   */
  String key(String windowKey, Partial increment) {
    String key = key(windowKey, increment.getGroup());
    if (windows.get(key) != null) {
      return key;
    }
    Long known = groups.get(windowKey);
    long count = known == null ? 0 : known;
    if (limit.admits(windowKey, count)) {
      groups.put(windowKey, count + 1);
      return key;
    }
    increment.setGroup(GroupName.OTHER);
    return key(windowKey, GroupName.OTHER);
  }

  private static String key(String windowKey, String group) {
    return windowKey + "/" + group;
  }
}
