package io.framecount.counter.partial;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.window.Window;

/** The partial of one base window that grows until the next commit. Not thread-safe. */
final class OpenPartial {
  private final Window window;
  private final UniqueCounter users;
  private final long start;
  private final long end;
  private long frames;
  private long knownBytes;

  OpenPartial(Window window, UniqueCounter users) {
    this.window = window;
    this.users = users;
    start = window.start();
    end = window.end();
  }

  /** Returns whether the window is the one of this instant. */
  boolean covers(long time) {
    return start <= time && time < end;
  }

  void add(byte[] data, int userFrom, int userLength) {
    frames++;
    users.add(data, userFrom, userLength);
  }

  Window window() {
    return window;
  }

  UniqueCounter users() {
    return users;
  }

  long frames() {
    return frames;
  }

  /** Returns by how many bytes the memory of the users grew since the last call. */
  long growth() {
    long before = knownBytes;
    knownBytes = users.sizeInBytes();
    return knownBytes - before;
  }
}
