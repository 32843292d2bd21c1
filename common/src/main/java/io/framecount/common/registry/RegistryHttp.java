package io.framecount.common.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CommandFailure;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;

/** JSON over HTTP to one registry. Thread-safe. */
final class RegistryHttp {
  private static final String APICURIO_PATH = "/apis/ccompat/v7";

  /** As an error code, what web servers say of a path they don't know; no registry does. */
  private static final int HTTP_NOT_FOUND = 404;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryTransport transport;
  private volatile String path = "";

  RegistryHttp(RegistryTransport transport) {
    this.transport = transport;
  }

  /** Without credentials. */
  String url() {
    return transport.url() + path;
  }

  /** The time in the last answer, if it says one. */
  Optional<Instant> time() {
    return transport.time();
  }

  JsonNode get(String resource) {
    return send(resource, null);
  }

  JsonNode post(String resource, JsonNode body) {
    return send(resource, body);
  }

  private JsonNode send(String resource, JsonNode body) {
    HttpResponse<String> response = transport.exchange(path + resource, body);
    if (!isRegistryAnswer(response) && URI.create(url()).getPath().isEmpty()) {
      // A bare host and port of Apicurio: its Confluent API lives below a path of its own.
      HttpResponse<String> second = transport.exchange(APICURIO_PATH + resource, body);
      if (isRegistryAnswer(second)) {
        path = APICURIO_PATH;
        response = second;
      }
    }
    return read(response);
  }

  private JsonNode read(HttpResponse<String> response) {
    JsonNode json = parse(response.body());
    if (response.statusCode() / 100 == 2 && json != null) {
      return json;
    }
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new CommandFailure(
          "the schema registry at %s refuses access (HTTP %d); check its credentials"
              .formatted(url(), response.statusCode()));
    }
    int errorCode = json == null ? 0 : json.path("error_code").asInt();
    if (errorCode != 0 && errorCode != HTTP_NOT_FOUND) {
      throw new RegistryException(
          url(), response.statusCode(), errorCode, json.path("message").asText());
    }
    throw strange("HTTP %d, %s".formatted(response.statusCode(), contentType(response)));
  }

  /** For an answer that no registry gives. */
  CommandFailure strange(String what) {
    return new CommandFailure(
        "%s does not answer as a schema registry (%s); is the URL right, path included?"
            .formatted(url(), what));
  }

  private static boolean isRegistryAnswer(HttpResponse<String> response) {
    JsonNode json = parse(response.body());
    return json != null && (response.statusCode() / 100 == 2 || json.has("error_code"));
  }

  private static String contentType(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("no content type");
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null || node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
