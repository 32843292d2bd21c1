package io.framecount.common.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.framecount.common.cli.CommandFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics} for Prometheus, and {@code /healthz} and {@code /readyz}: 200 or 503,
 * with the reason as text. A few requests at a time.
 */
public final class MetricsServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  /** Time limit for a client's request, and for taking the answer, in seconds. */
  static final int PATIENCE_SECONDS = 10;

  private static final int THREADS = 4;

  static {
    // The JDK's server reads these once, when it is loaded. Without them, clients that begin to
    // ask and never end keep all others from an answer.
    limit("maxReqTime");
    limit("maxRspTime");
  }

  private final PrometheusMeterRegistry registry;
  private final JvmMeters jvm;
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, MetricsServer::thread);

  private MetricsServer(PrometheusMeterRegistry registry, JvmMeters jvm, HttpServer server) {
    server.setExecutor(threads);
    this.registry = registry;
    this.jvm = jvm;
    this.server = server;
  }

  /**
   * Starts to serve.
   *
   * @throws CommandFailure if the address is not available
   */
  public static MetricsServer start(MetricsAddress address, Health health) {
    HttpServer http = listen(address);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MetricsServer server = new MetricsServer(registry, JvmMeters.bind(registry), http);
    http.createContext("/metrics", only("/metrics", server::metrics));
    http.createContext("/healthz", only("/healthz", verdict(health::illness)));
    http.createContext("/readyz", only("/readyz", verdict(health::waiting)));
    http.start();
    return server;
  }

  /** Returns the registry to add meters to. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Returns where the metrics are, with the port that was taken. */
  public String url() {
    InetSocketAddress at = server.getAddress();
    return "http://%s:%d/metrics".formatted(at.getHostString(), at.getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    jvm.close();
    registry.close();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "framecount-metrics");
    thread.setDaemon(true);
    return thread;
  }

  private static void limit(String time) {
    String property = "sun.net.httpserver." + time;
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(PATIENCE_SECONDS));
    }
  }

  private static HttpServer listen(MetricsAddress address) {
    try {
      return HttpServer.create(new InetSocketAddress(address.host(), address.port()), 0);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          "cannot serve metrics at %s:%d (%s); choose another --metrics-port or --metrics-host"
              .formatted(address.host(), address.port(), reason(e)),
          e);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? "unknown host" : e.getMessage();
  }

  private Answer metrics() {
    return new Answer(200, PROMETHEUS, registry.scrape());
  }

  private static Supplier<Answer> verdict(Supplier<Optional<String>> problem) {
    return () ->
        problem
            .get()
            .map(reason -> new Answer(503, TEXT, reason + "\n"))
            .orElseGet(() -> new Answer(200, TEXT, "ok\n"));
  }

  private record Answer(int status, String type, String body) {}

  /** Answers only this path; the server alone would also answer those below it. */
  private static HttpHandler only(String path, Supplier<Answer> answer) {
    return exchange -> {
      boolean known = exchange.getRequestURI().getPath().equals(path);
      send(exchange, known ? answer.get() : new Answer(404, TEXT, "not found\n"));
    };
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
