package io.framecount.counter.ui.serve;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the page, to this machine only unless told otherwise. */
public final class PageServer implements AutoCloseable {
  private static final int MOST_THREADS = 12;
  private static final int MOST_CONNECTIONS = 2 * Events.MOST_VIEWERS;
  private static final int HEADER_BYTES = 32 << 10;

  /**
   * Time after which a viewer that takes nothing is gone; a machine may be suspended for half a
   * minute.
   */
  private static final long IDLE_MILLIS = 120_000;

  private final PageAddress at;
  private final Server server;
  private final ServerConnector connector;
  private final Events events;

  private PageServer(PageAddress at, Server server, ServerConnector connector, Events events) {
    this.at = at;
    this.server = server;
    this.connector = connector;
    this.events = events;
  }

  /**
   * Starts to serve to this machine only.
   *
   * @param port 0 for any free port
   * @throws CommandFailure if the port is not available
   */
  public static PageServer start(int port, CountSource source) {
    return start(PageAddress.loopback(port), source);
  }

  /**
   * Starts to serve.
   *
   * @throws CommandFailure if the address or the port is not available
   */
  public static PageServer start(PageAddress at, CountSource source) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
    threads.setName("framecount-page");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = connector(server, at);
    String generation = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 10);
    StatusJson status = new StatusJson(source, generation);
    Events events = new Events(source, status, generation);
    CountApi api = new CountApi(source.store(), status, generation);
    server.setHandler(
        new RequestGuard(new AllowedHosts(at), new Routes(new Assets(), api, events)));
    begin(server, at);
    events.start();
    return new PageServer(at, server, connector, events);
  }

  /** Returns where the page is, with the port that was taken. */
  public String url() {
    return "http://%s:%d/".formatted(at.inUrl(), connector.getLocalPort());
  }

  @Override
  public void close() {
    events.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the page's server does not stop", e);
    }
  }

  private static ServerConnector connector(Server server, PageAddress at) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(at.host());
    connector.setPort(at.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    return connector;
  }

  private static void begin(Server server, PageAddress at) {
    try {
      server.start();
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot show the page at %s (%s); choose another --ui-host, or --ui-port, 0 for any that is free"
              .formatted(at, e.getMessage()),
          e);
    } catch (Exception e) {
      throw new IllegalStateException("the page's server does not start", e);
    }
  }

  /** Selects the part that answers a path. */
  private static final class Routes extends Handler.Abstract {
    private final Assets assets;
    private final CountApi api;
    private final Events events;

    Routes(Assets assets, CountApi api, Events events) {
      this.assets = assets;
      this.api = api;
      this.events = events;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = Request.getPathInContext(request);
      if (path.equals("/api/events") && request.getMethod().equals("GET")) {
        events.join(request, response, callback);
      } else {
        answer(path, request).send(request, response, callback);
      }
      return true;
    }

    private PageAnswer answer(String path, Request request) {
      return switch (path) {
        case "/api/count" -> api.count();
        case "/api/windows" -> api.windows(Request.extractQueryParameters(request));
        default ->
            assets.find(path).orElseGet(() -> PageAnswer.refusal(404, "there is no such page"));
      };
    }
  }
}
