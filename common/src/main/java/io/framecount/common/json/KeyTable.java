package io.framecount.common.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Finds the slot of a member name by its raw bytes between the quotes, and counts how often each
 * name was seen.
 *
 * <p>Names that are not wanted are learned when first seen, so one probe answers and counts for all
 * names, wanted or not; so are names written with escapes, whose meaning is looked up once. The
 * first {@link #LEARNED_NAMES} different names of at most {@link #LONGEST_LEARNED} bytes are
 * learned and counted by name, the rest in one sum.
 *
 * <p>Not thread-safe; allocates only to learn a name.
 */
public final class KeyTable {
  /** Number of unwanted names that are remembered. */
  public static final int LEARNED_NAMES = 1024;

  /** The longest name, in bytes, that is told apart. */
  public static final int LONGEST_LEARNED = 256;

  /** Stands for names that were too many or too long to be counted apart. */
  public static final String OTHERS = "…";

  private static final int ENTRY = 4;
  private static final int TAIL = 1;
  private static final int LENGTH_AND_SLOT = 2;
  private static final int COUNT = 3;

  private final Map<String, Integer> wanted;
  private final int unknown;
  private final boolean keepsUnknown;

  // Per entry: first 8 bytes, last 8 bytes, length << 32 | slot, count. Length -1 marks a free one.
  private long[] entries;
  private byte[][] names;
  private int mask;
  private int used;
  private int learned;
  private long othersSeen;

  /**
   * @param wanted the slot of each wanted name; two names may share none
   * @param keepsUnknown whether the scanner is to report where members lie that are not wanted
   */
  public KeyTable(Map<String, Integer> wanted, boolean keepsUnknown) {
    this.wanted = Map.copyOf(wanted);
    this.unknown = wanted.size();
    this.keepsUnknown = keepsUnknown;
    allocate(Math.max(16, Integer.highestOneBit(Math.max(1, wanted.size())) * 4));
    wanted.forEach(this::insertWanted);
  }

  /** The slot of all names that are not wanted; the wanted ones are below it. */
  public int unknown() {
    return unknown;
  }

  public boolean keepsUnknown() {
    return keepsUnknown;
  }

  /** The slot of a wanted name. */
  int slotOf(String name) {
    return wanted.get(name);
  }

  /** The slot of the name in {@code [start, end)}, raw as it stands in JSON; counts it. */
  public int slot(byte[] json, int start, int end) {
    int entry = entry(json, start, end);
    if (entry < 0) {
      return learn(json, start, end, 1);
    }
    entries[entry + COUNT]++;
    return (int) entries[entry + LENGTH_AND_SLOT];
  }

  /** The same without counting it. */
  public int peek(byte[] json, int start, int end) {
    int entry = entry(json, start, end);
    return entry < 0 ? learn(json, start, end, 0) : (int) entries[entry + LENGTH_AND_SLOT];
  }

  /** The slot of the text in {@code [start, end)}, which is not JSON; counts and learns nothing. */
  public int find(byte[] text, int start, int end) {
    int entry = entry(text, start, end);
    return entry < 0 ? unknown : (int) entries[entry + LENGTH_AND_SLOT];
  }

  private int entry(byte[] json, int start, int end) {
    int length = end - start;
    long head = head(json, start, length);
    long tail = tail(json, end, length, head);
    int entry = place(head, tail, length);
    while (true) {
      long lengthAndSlot = entries[entry + LENGTH_AND_SLOT];
      if (entries[entry] == head
          && entries[entry + TAIL] == tail
          && (int) (lengthAndSlot >> 32) == length
          && (length <= 16 || middleEquals(json, start, end, entry))) {
        return entry;
      }
      if (lengthAndSlot < 0) {
        return -1;
      }
      entry = (entry + ENTRY) & mask;
    }
  }

  /**
   * Tells how often each name that is not wanted was seen since the last time, escapes resolved.
   * The same name may be told twice, if it was written in two ways.
   */
  public void drainUnknown(ObjLongConsumer<String> to) {
    for (int entry = 0; entry < entries.length; entry += ENTRY) {
      long lengthAndSlot = entries[entry + LENGTH_AND_SLOT];
      boolean dropped = lengthAndSlot >= 0 && (int) lengthAndSlot == unknown;
      if (dropped && entries[entry + COUNT] > 0) {
        to.accept(Escapes.text(names[entry / ENTRY]), entries[entry + COUNT]);
        entries[entry + COUNT] = 0;
      }
    }
    if (othersSeen > 0) {
      to.accept(OTHERS, othersSeen);
      othersSeen = 0;
    }
  }

  /** The wanted names, for messages. */
  public List<String> wantedNames() {
    return wanted.keySet().stream().sorted().toList();
  }

  /**
   * A backslash in a name is one of its characters; raw, it would stand for another. So a name with
   * one is left to be learned as it is written in JSON.
   */
  private void insertWanted(String name, int slot) {
    if (name.indexOf('\\') < 0) {
      insert(name.getBytes(StandardCharsets.UTF_8), slot, 0);
    }
  }

  private int learn(byte[] json, int start, int end, int count) {
    byte[] raw = Arrays.copyOfRange(json, start, end);
    int slot = wanted.getOrDefault(Escapes.text(raw), unknown);
    if (learned < LEARNED_NAMES && raw.length <= LONGEST_LEARNED) {
      learned++;
      insert(raw, slot, count);
    } else if (slot == unknown) {
      othersSeen += count;
    }
    return slot;
  }

  private void insert(byte[] raw, int slot, long count) {
    if ((used + 1) * 2 > names.length) {
      rehash();
    }
    long head = head(raw, 0, raw.length);
    long tail = tail(raw, raw.length, raw.length, head);
    int entry = place(head, tail, raw.length);
    while (entries[entry + LENGTH_AND_SLOT] >= 0) {
      entry = (entry + ENTRY) & mask;
    }
    entries[entry] = head;
    entries[entry + TAIL] = tail;
    entries[entry + LENGTH_AND_SLOT] = (long) raw.length << 32 | slot;
    entries[entry + COUNT] = count;
    names[entry / ENTRY] = raw;
    used++;
  }

  private void rehash() {
    long[] oldEntries = entries;
    byte[][] oldNames = names;
    allocate(2 * oldNames.length);
    for (int i = 0; i < oldNames.length; i++) {
      if (oldNames[i] != null) {
        int slot = (int) oldEntries[i * ENTRY + LENGTH_AND_SLOT];
        insert(oldNames[i], slot, oldEntries[i * ENTRY + COUNT]);
      }
    }
  }

  private void allocate(int capacity) {
    entries = new long[capacity * ENTRY];
    for (int entry = 0; entry < entries.length; entry += ENTRY) {
      entries[entry + LENGTH_AND_SLOT] = -1;
    }
    names = new byte[capacity][];
    mask = entries.length - 1;
    used = 0;
  }

  /** Returns where the search for a name begins; multiplicative hashing takes the upper bits. */
  private int place(long head, long tail, int length) {
    long hash = (head ^ Long.rotateLeft(tail, 29) ^ length) * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 32) * ENTRY & mask;
  }

  private boolean middleEquals(byte[] json, int start, int end, int entry) {
    byte[] name = names[entry / ENTRY];
    return Arrays.equals(json, start + 8, end - 8, name, 8, name.length - 8);
  }

  private static long head(byte[] bytes, int start, int length) {
    if (start + 8 > bytes.length) {
      long head = 0;
      for (int i = 0; i < length; i++) {
        head |= (bytes[start + i] & 0xFFL) << (8 * i);
      }
      return head;
    }
    long word = Swar.at(bytes, start);
    return length >= 8 ? word : word & ~(-1L << (8 * length));
  }

  private static long tail(byte[] bytes, int end, int length, long head) {
    // Loaded whether it is needed or not, as lengths on both sides of 8 cannot be foreseen.
    long last = end >= 8 ? Swar.at(bytes, end - 8) : 0;
    return length <= 8 ? head : last;
  }
}
