package io.framecount.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of a Kubernetes API as {@code kubectl} needs to create resources: it lists the kinds,
 * refuses resources with unknown fields or in a missing namespace, and stores the others. It runs
 * nothing.
 */
public final class StandInCluster implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAMESPACES = "/api/v1/namespaces";
  private static final String CONFIG =
      """
      apiVersion: v1
      kind: Config
      clusters: [{name: here, cluster: {server: "http://127.0.0.1:%d"}}]
      contexts: [{name: here, context: {cluster: here, user: ""}}]
      current-context: here
      """;

  private final HttpServer server;
  private final Map<String, JsonNode> resources = new ConcurrentHashMap<>();
  private final Map<String, Object> described = KubernetesApi.describe();

  private StandInCluster(HttpServer server) {
    this.server = server;
    resources.put(NAMESPACES + "/default", JSON.createObjectNode());
  }

  public static StandInCluster start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    StandInCluster cluster = new StandInCluster(HttpServer.create(address, 0));
    cluster.server.createContext("/", cluster::answer);
    cluster.server.start();
    return cluster;
  }

  /** Returns the configuration file for kubectl. */
  public String config() {
    return CONFIG.formatted(server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod()) {
        case "GET" -> {
          Object found = described.containsKey(path) ? described.get(path) : resources.get(path);
          if (found == null) {
            refuse(exchange, 404, "NotFound", path + " not found");
          } else {
            send(exchange, 200, found);
          }
        }
        case "POST" -> create(exchange, path);
        default -> refuse(exchange, 405, "MethodNotAllowed", exchange.getRequestMethod());
      }
    }
  }

  private void create(HttpExchange exchange, String path) throws IOException {
    JsonNode resource = JSON.readTree(exchange.getRequestBody());
    String namespace = path.replaceFirst("(/namespaces/[^/]+)?/[^/]+$", "$1");
    try {
      KnownResources.typed(resource);
    } catch (JacksonException e) {
      refuse(exchange, 422, "Invalid", e.getOriginalMessage());
      return;
    }
    String name = namespace.replaceFirst(".*/", "");
    if (!path.equals(NAMESPACES) && !resources.containsKey(NAMESPACES + "/" + name)) {
      refuse(exchange, 404, "NotFound", "namespaces \"%s\" not found".formatted(name));
    } else {
      resources.put(path + "/" + resource.at("/metadata/name").asText(), resource);
      send(exchange, 201, resource);
    }
  }

  private static void refuse(HttpExchange exchange, int code, String reason, String message)
      throws IOException {
    Map<String, Object> status =
        Map.of("apiVersion", "v1", "kind", "Status", "status", "Failure", "code", code);
    Map<String, Object> all = new ConcurrentHashMap<>(status);
    all.putAll(Map.of("reason", reason, "message", message));
    send(exchange, code, all);
  }

  private static void send(HttpExchange exchange, int code, Object answer) throws IOException {
    byte[] body = JSON.writeValueAsString(answer).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
