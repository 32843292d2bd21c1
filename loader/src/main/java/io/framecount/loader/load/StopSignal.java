package io.framecount.loader.load;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The wish that a load ends, and who has to be woken for it. Thread-safe. */
public final class StopSignal {
  private final List<Runnable> wakeUps = new CopyOnWriteArrayList<>();
  private volatile boolean requested;

  /** Wakes this, too, when the load is to end; at once if that was said before. */
  public void onRequest(Runnable wakeUp) {
    wakeUps.add(wakeUp);
    if (requested) {
      wakeUp.run();
    }
  }

  /** Requests the end of the load. */
  public void request() {
    requested = true;
    wakeUps.forEach(Runnable::run);
  }

  public boolean requested() {
    return requested;
  }
}
