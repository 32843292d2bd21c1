package io.framecount.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A web server that answers as it was told, and remembers what it was asked. */
public final class FakeRegistry implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Runnable> effects = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private volatile String authorization;
  private volatile Answer otherwise = new Answer(404, "text/html", "<html>Not here</html>");

  /** What is sent back. */
  record Answer(int status, String type, String location, String body) {
    Answer(int status, String type, String body) {
      this(status, type, null, body);
    }
  }

  public FakeRegistry() throws IOException {
    this(HttpServer.create(anyPort(), 0), "http");
  }

  private FakeRegistry(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    server.start();
  }

  /** One that speaks TLS. */
  static FakeRegistry secure(SSLContext context, boolean clientMustShow) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setNeedClientAuth(clientMustShow);
            parameters.setSSLParameters(wanted);
          }
        });
    return new FakeRegistry(server, "https");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** What the last request had as its credentials; null for none. */
  public String authorization() {
    return authorization;
  }

  public String url() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Method and path of each request, such as {@code GET /subjects/x/versions/latest}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** What was posted, in order. */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** A request with a query is answered by what was told for it, else for its path alone. */
  public FakeRegistry answer(String request, int status, String json) {
    answers.put(request, new Answer(status, "application/vnd.schemaregistry.v1+json", json));
    return this;
  }

  /** Answers that it is elsewhere now. */
  FakeRegistry redirect(String request, int status, String location) {
    answers.put(request, new Answer(status, "text/html", location, "moved"));
    return this;
  }

  public FakeRegistry otherwise(int status, String type, String body) {
    otherwise = new Answer(status, type, body);
    return this;
  }

  /** Does something before the request is answered, such as changing the answers to others. */
  public FakeRegistry when(String request, Runnable effect) {
    effects.put(request, effect);
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(request);
    effects.getOrDefault(request, () -> {}).run();
    String query = "?" + exchange.getRequestURI().getRawQuery();
    Answer answer = answers.getOrDefault(request + query, answers.getOrDefault(request, otherwise));
    String posted = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (!posted.isEmpty()) {
      bodies.add(posted);
    }
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    if (answer.location() != null) {
      exchange.getResponseHeaders().set("Location", answer.location());
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Stops it; it may be stopped already. */
  @Override
  public void close() {
    if (open.getAndSet(false)) {
      server.stop(0);
    }
  }
}
