package io.framecount.counter.merge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Index of windows by the time at which they may be due, so that a task need not look at all of
 * them. An entry only says that its window may be due: the task that takes it looks at the window's
 * state and enters it again if it is not. So a partial needs to change no entry. Used by one
 * thread.
 */
final class DueIndex {

  private static final int PREFIX_BYTES = 1 + Long.BYTES;
  private static final byte[] NOTHING = {};

  private final KeyValueStore<Bytes, byte[]> store;

  /**
   * By task, a time before which there is no entry. A search that started earlier would only walk
   * over tombstones.
   */
  private final Map<Task, Long> cleared = new EnumMap<>(Task.class);

  /** A task for a window. */
  enum Task {
    /** Mark it as settled; the time is when to look. */
    SETTLE(0),
    /** Drop its state; the time is that of the last partial. */
    DROP(1);

    /** First byte of the entries, part of the stored format. */
    private final byte code;

    Task(int code) {
      this.code = (byte) code;
    }
  }

  DueIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void add(Task task, long time, String window) {
    store.put(entry(task, Math.max(time, cleared(task)), window), NOTHING);
  }

  /**
   * Takes out the entries up to a time, oldest first.
   *
   * @param goOn whether to take the next one now; the others stay for later
   */
  void take(Task task, long until, BooleanSupplier goOn, Consumer<String> taker) {
    long from = cleared(task);
    if (until < from) {
      return;
    }
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(entry(task, from, ""), entry(task, until + 1, ""))) {
      while (entries.hasNext()) {
        if (!goOn.getAsBoolean()) {
          cleared.put(task, time(entries.peekNextKey()));
          return;
        }
        KeyValue<Bytes, byte[]> entry = entries.next();
        store.delete(entry.key);
        taker.accept(window(entry.key));
      }
    }
    cleared.put(task, until);
  }

  private long cleared(Task task) {
    return cleared.getOrDefault(task, 0L);
  }

  private static Bytes entry(Task task, long time, String window) {
    byte[] key = window.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(PREFIX_BYTES + key.length)
            .put(task.code)
            .putLong(Math.max(0, time))
            .put(key)
            .array());
  }

  private static long time(Bytes entry) {
    return ByteBuffer.wrap(entry.get()).getLong(1);
  }

  private static String window(Bytes entry) {
    byte[] bytes = entry.get();
    return new String(bytes, PREFIX_BYTES, bytes.length - PREFIX_BYTES, StandardCharsets.UTF_8);
  }
}
