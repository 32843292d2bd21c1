package io.framecount.counter.merge;

import io.framecount.WindowCount;
import io.framecount.counter.merge.DueIndex.Task;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The last result of each window, with its sketch, and when to look at it again. Of a window whose
 * state was given up a marker remains: the result without the sketch. Used by one thread.
 */
final class WindowStates {

  private final KeyValueStore<String, WindowCount> results;
  private final DueIndex agenda;
  private final Retention ageing;

  WindowStates(KeyValueStore<String, WindowCount> results, DueIndex agenda, Retention ageing) {
    this.results = results;
    this.agenda = agenda;
    this.ageing = ageing;
  }

  boolean isEmpty() {
    try (KeyValueIterator<String, WindowCount> all = results.all()) {
      return !all.hasNext();
    }
  }

  /** The last result, or null if the window is new. */
  WindowCount get(String key) {
    return results.get(key);
  }

  /** Returns whether only a marker is left of a window that there was. */
  static boolean givenUp(WindowCount state) {
    return state.getSketch() == null;
  }

  /** Keeps a new result, which an increment made of the one before. */
  void put(String key, WindowCount before, WindowCount result) {
    results.put(key, result);
    if (before == null || before.getSettled()) {
      agenda.add(Task.SETTLE, ageing.settlesAt(result), key);
    }
  }

  /** Settles the window if it is time; then answers the settled result, else null. */
  WindowCount settle(String key, long now) {
    WindowCount result = results.get(key);
    if (result == null || result.getSettled()) {
      return null;
    }
    long due = ageing.settlesAt(result);
    if (due > now) {
      agenda.add(Task.SETTLE, due, key);
      return null;
    }
    result.setSettled(true);
    results.put(key, result);
    agenda.add(Task.GIVE_UP, result.getUpdatedAt().toEpochMilli(), key);
    return result;
  }

  /**
   * Gives up the state of a settled window if nothing came since then. A window that is not settled
   * gets its next entry when it is.
   */
  void giveUp(String key, long lastIncrement) {
    WindowCount result = results.get(key);
    if (result == null || givenUp(result) || !result.getSettled()) {
      return;
    }
    long touched = result.getUpdatedAt().toEpochMilli();
    if (touched > lastIncrement) {
      agenda.add(Task.GIVE_UP, touched, key);
    } else {
      result.setSketch(null);
      results.put(key, result);
    }
  }
}
