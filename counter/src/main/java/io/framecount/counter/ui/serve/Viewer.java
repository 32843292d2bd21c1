package io.framecount.counter.ui.serve;

import io.framecount.counter.window.WindowSize;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One browser that follows the events. At most one event is on its way; a browser that is too slow
 * for the next is told to ask again, so nothing piles up. Thread-safe.
 */
final class Viewer {
  private final WindowSize size;
  private final Response response;
  private final Callback callback;
  private final Consumer<Viewer> gone;

  private boolean busy;
  private boolean ended;
  private ByteBuffer missed;
  private ByteBuffer status;

  /**
   * @param size the size of the windows shown
   * @param callback ends the answer
   * @param gone runs when the answer has ended
   */
  Viewer(WindowSize size, Response response, Callback callback, Consumer<Viewer> gone) {
    this.size = size;
    this.response = response;
    this.callback = callback;
    this.gone = gone;
  }

  WindowSize size() {
    return size;
  }

  /**
   * Sends an event about rows.
   *
   * @param again what to send later instead, if the one before is still on its way
   */
  void rows(ByteBuffer event, ByteBuffer again) {
    synchronized (this) {
      if (busy) {
        missed = again;
        return;
      }
      busy = true;
    }
    send(event);
  }

  /** Sends how it goes, or the latest of several when the one before has arrived. */
  void status(ByteBuffer event) {
    synchronized (this) {
      if (busy) {
        status = event;
        return;
      }
      busy = true;
    }
    send(event);
  }

  void end() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      busy = true;
    }
    gone.accept(this);
    callback.succeeded();
  }

  private void send(ByteBuffer event) {
    response.write(false, event.slice(), Callback.from(this::sent, this::failed));
  }

  private void sent() {
    ByteBuffer next;
    synchronized (this) {
      if (ended) {
        return;
      }
      next = missed != null ? missed : status;
      if (missed != null) {
        missed = null;
      } else {
        status = null;
      }
      busy = next != null;
    }
    if (next != null) {
      send(next);
    }
  }

  void failed(Throwable problem) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      busy = true;
    }
    gone.accept(this);
    callback.failed(problem);
  }
}
