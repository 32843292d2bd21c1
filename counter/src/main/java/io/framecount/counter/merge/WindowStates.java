package io.framecount.counter.merge;

import io.framecount.WindowCount;
import io.framecount.counter.merge.DueIndex.Task;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The last row of each window, with its sketch, and when to look at it again. A window whose state
 * was dropped leaves a marker: the row without the sketch. Used by one thread.
 */
final class WindowStates {

  private final KeyValueStore<String, WindowCount> rows;
  private final DueIndex due;
  private final Retention retention;

  WindowStates(KeyValueStore<String, WindowCount> rows, DueIndex due, Retention retention) {
    this.rows = rows;
    this.due = due;
    this.retention = retention;
  }

  boolean isEmpty() {
    try (KeyValueIterator<String, WindowCount> all = rows.all()) {
      return !all.hasNext();
    }
  }

  /** The last row, or null if the window is new. */
  WindowCount get(String key) {
    return rows.get(key);
  }

  /** Returns whether the state of a window was dropped, so that only its marker is left. */
  static boolean isDropped(WindowCount state) {
    return state.getSketch() == null;
  }

  /** Keeps a new row, which a partial made of the one before. */
  void put(String key, WindowCount before, WindowCount row) {
    rows.put(key, row);
    if (before == null || before.getSettled()) {
      due.add(Task.SETTLE, retention.settlesAt(row), key);
    }
  }

  /** Settles the window if it is time; returns the settled row, else null. */
  WindowCount settle(String key, long now) {
    WindowCount row = rows.get(key);
    if (row == null || row.getSettled()) {
      return null;
    }
    long dueAt = retention.settlesAt(row);
    if (dueAt > now) {
      due.add(Task.SETTLE, dueAt, key);
      return null;
    }
    row.setSettled(true);
    rows.put(key, row);
    due.add(Task.DROP, row.getUpdatedAt().toEpochMilli(), key);
    return row;
  }

  /**
   * Drops the state of a settled window if no partial came since then. A window that is not settled
   * gets its next entry when it is.
   */
  void drop(String key, long lastPartial) {
    WindowCount row = rows.get(key);
    if (row == null || isDropped(row) || !row.getSettled()) {
      return;
    }
    long touched = row.getUpdatedAt().toEpochMilli();
    if (touched > lastPartial) {
      due.add(Task.DROP, touched, key);
    } else {
      row.setSketch(null);
      rows.put(key, row);
    }
  }
}
