package io.framecount.counter.ui.serve;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.json.Json;
import io.framecount.counter.ui.store.Changes;
import io.framecount.counter.ui.store.CountRow;
import io.framecount.counter.ui.store.CountStore;
import io.framecount.counter.window.WindowSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all viewers what changes, four times a second at most. An event is written once and shared
 * by all. Kinds: {@code hello} when a viewer comes, {@code rows} with rows as they are now, {@code
 * again} if it is better to ask for all that is shown, {@code status}.
 */
final class Events implements AutoCloseable {
  static final int MOST_VIEWERS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final long PERIOD_MILLIS = 250;
  private static final int BEAT_TICKS = 40;

  private final CountSource source;
  private final StatusJson status;
  private final String generation;
  private final Set<Viewer> viewers = new HashSet<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "framecount-page-events");
            thread.setDaemon(true);
            return thread;
          });

  private long told;
  private boolean loaded;
  private String lastStatus = "";
  private int ticks;

  Events(CountSource source, StatusJson status, String generation) {
    this.source = source;
    this.status = status;
    this.generation = generation;
  }

  void start() {
    Future<?> unused =
        clock.scheduleWithFixedDelay(this::safeTick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    present().forEach(Viewer::end);
  }

  /** Begins an answer that ends when the viewer leaves. */
  void join(Request request, Response response, Callback callback) {
    WindowSize size;
    try {
      String window = Request.extractQueryParameters(request).getValue("window");
      size = window == null ? WindowSize.MINUTE : WindowSize.parse(window);
    } catch (CommandFailure e) {
      PageAnswer.refusal(400, e.getMessage()).send(request, response, callback);
      return;
    }
    Viewer viewer = new Viewer(size, response, callback, this::left);
    synchronized (viewers) {
      if (viewers.size() >= MOST_VIEWERS) {
        PageAnswer.refusal(503, "too many viewers; close another tab or try again later")
            .send(request, response, callback);
        return;
      }
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
      request.addFailureListener(viewer::failed);
      viewers.add(viewer);
      viewer.rows(hello(), null);
      viewer.status(event("status", status.status()));
    }
  }

  private void left(Viewer viewer) {
    synchronized (viewers) {
      viewers.remove(viewer);
    }
  }

  private List<Viewer> present() {
    synchronized (viewers) {
      return List.copyOf(viewers);
    }
  }

  /** A clock ends with the first failure of its task. */
  private void safeTick() {
    try {
      tick();
    } catch (RuntimeException e) {
      LOG.warn("the page missed some changes", e);
      present().forEach(viewer -> viewer.rows(again(), again()));
    }
  }

  private void tick() {
    List<Viewer> all;
    Changes.Since since;
    synchronized (viewers) {
      since = source.store().takeChanges();
      told = since.version();
      all = List.copyOf(viewers);
    }
    boolean wasLoaded = loaded;
    loaded = source.progress().get().loaded();
    if (wasLoaded) {
      tell(all, since);
    } else if (loaded) {
      all.forEach(viewer -> viewer.rows(again(), again()));
    }
    String now = status.status();
    ticks++;
    if (!now.equals(lastStatus) || ticks % BEAT_TICKS == 0) {
      lastStatus = now;
      ByteBuffer event = event("status", now);
      all.forEach(viewer -> viewer.status(event));
    }
  }

  private void tell(List<Viewer> all, Changes.Since since) {
    ByteBuffer again = again();
    for (Map.Entry<WindowSize, Set<CountRow.Key>> changed : since.bySize().entrySet()) {
      List<Viewer> concerned =
          all.stream().filter(viewer -> viewer.size().equals(changed.getKey())).toList();
      if (!concerned.isEmpty()) {
        ByteBuffer event =
            changed.getValue().isEmpty() ? again : rows(since.version(), changed.getValue());
        concerned.forEach(viewer -> viewer.rows(event, again));
      }
    }
  }

  private ByteBuffer rows(long version, Set<CountRow.Key> keys) {
    CountStore store = source.store();
    return event(
        "rows",
        Json.object(
            json -> {
              json.writeNumberField("version", version);
              RowsJson.series(json, store.points(keys));
            }));
  }

  private ByteBuffer hello() {
    return event("hello", versionNow());
  }

  private ByteBuffer again() {
    return event("again", versionNow());
  }

  private String versionNow() {
    return Json.object(
        json -> {
          json.writeStringField("generation", generation);
          json.writeNumberField("version", told);
        });
  }

  private ByteBuffer event(String kind, String data) {
    String text = "event: %s%nid: %s-%d%ndata: %s%n%n".formatted(kind, generation, told, data);
    return ByteBuffer.wrap(text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
  }
}
