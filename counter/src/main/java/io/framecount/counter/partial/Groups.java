package io.framecount.counter.partial;

import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.GroupText;
import io.framecount.counter.unique.ValueHash;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The groups seen, found by the bytes of their value without making an object for a value that is
 * known. One group may have several values: the symbol of an enum and the same string, say. Not
 * thread-safe.
 */
public final class Groups {
  private static final int SMALLEST_TABLE = 64;

  /** Longer values, in bytes, are not worth the memory; their names are shorter. */
  private static final int LONGEST_KNOWN = 1_000;

  /** More values than that are looked up by their names. */
  private static final int MOST_KNOWN = 50_000;

  private static final int MOST_KEPT = 10_000;

  private final Map<String, Group> byName = new HashMap<>();
  private Known[] table = new Known[SMALLEST_TABLE];
  private int size;

  /** A value, and the group that it names. */
  private static final class Known {
    private final GroupText text;
    private final byte[] value;
    private final long hash;
    private final Group group;

    Known(byte[] data, FrameFields fields, long hash, Group group) {
      text = fields.group;
      value = Arrays.copyOfRange(data, fields.groupFrom, fields.groupFrom + fields.groupLength);
      this.hash = hash;
      this.group = group;
    }

    boolean is(long otherHash, byte[] data, FrameFields fields) {
      int from = fields.groupFrom;
      return hash == otherHash
          && text == fields.group
          && Arrays.equals(value, 0, value.length, data, from, from + fields.groupLength);
    }
  }

  /** The group of a frame. */
  Group of(byte[] data, FrameFields fields) {
    long hash = ValueHash.of(data, fields.groupFrom, fields.groupLength);
    int at = slot(hash);
    for (Known known = table[at]; known != null; known = table[at]) {
      if (known.is(hash, data, fields)) {
        return known.group;
      }
      at = (at + 1) & (table.length - 1);
    }
    return add(data, fields, hash);
  }

  Collection<Group> all() {
    return byName.values();
  }

  /** Forgets the partials, and the groups, too, where these are many. */
  void clear() {
    byName.values().forEach(Group::clear);
    if (byName.size() > MOST_KEPT || size > MOST_KEPT) {
      byName.clear();
      table = new Known[SMALLEST_TABLE];
      size = 0;
    }
  }

  private Group add(byte[] data, FrameFields fields, long hash) {
    String name = fields.group.of(data, fields.groupFrom, fields.groupLength);
    Group group = byName.computeIfAbsent(name, Group::new);
    if (fields.groupLength > LONGEST_KNOWN || size > MOST_KNOWN) {
      return group;
    }
    put(new Known(data, fields, hash, group));
    if (++size > table.length / 2) {
      Known[] old = table;
      table = new Known[2 * old.length];
      Arrays.stream(old).filter(known -> known != null).forEach(this::put);
    }
    return group;
  }

  private void put(Known known) {
    int at = slot(known.hash);
    while (table[at] != null) {
      at = (at + 1) & (table.length - 1);
    }
    table[at] = known;
  }

  private int slot(long hash) {
    return (int) hash & (table.length - 1);
  }
}
