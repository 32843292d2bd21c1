package io.framecount.common.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** JSON over HTTP to one registry. Thread-safe. */
final class RegistryHttp {
  private static final String APICURIO_PATH = "/apis/ccompat/v7";

  /**
   * HTTP status of an unknown path; as an error code in JSON, it comes from a web server, never
   * from a registry.
   */
  private static final int HTTP_NOT_FOUND = 404;

  private static final int HTTP_BAD_REQUEST = 400;

  /**
   * HTTP status of resources that a registry does not serve: no content, forbidden, not found, no
   * such method.
   */
  private static final Set<Integer> NOT_SERVED = Set.of(204, 403, HTTP_NOT_FOUND, 405);

  /** Status of a proxy while the registry behind it is away. */
  private static final Set<Integer> UNAVAILABLE = Set.of(502, 503, 504);

  private static final String ERROR_CODE = "error_code";

  private final RegistryTransport transport;
  private volatile String path = "";
  private volatile boolean normalizing = true;

  RegistryHttp(RegistryTransport transport) {
    this.transport = transport;
  }

  /** Returns the address in use, without credentials. */
  String url() {
    return transport.url() + path;
  }

  /** Returns the time in the last answer, if it has one. */
  Optional<Instant> time() {
    return transport.time();
  }

  JsonNode get(String resource) {
    return read(resource, send(resource, null));
  }

  JsonNode post(String resource, JsonNode body) {
    return read(resource, send(resource, body));
  }

  /** Returns nothing if the registry has no such resource, or denies access to it. */
  Optional<JsonNode> getIfServed(String resource) {
    return ifServed(resource, send(resource, null));
  }

  /** Returns nothing if the registry has no such resource, or denies access to it. */
  Optional<JsonNode> postIfServed(String resource, JsonNode body) {
    return ifServed(resource, send(resource, body));
  }

  /**
   * Posts a schema and asks the registry to normalize it, so that the same schema written in
   * another way is not a new one. Registries that can't do that ignore the parameter; if one
   * refuses it, the schema is posted without it.
   */
  JsonNode postNormalized(String resource, JsonNode body) {
    if (normalizing) {
      String normalized = resource + "?normalize=true";
      RegistryRequest.Answer response = send(normalized, body);
      if (response.status() != HTTP_BAD_REQUEST) {
        return read(normalized, response);
      }
      normalizing = false;
    }
    return post(resource, body);
  }

  private RegistryRequest.Answer send(String resource, JsonNode body) {
    RegistryRequest.Answer response = transport.exchange(path + resource, body);
    if (!isRegistryAnswer(response) && URI.create(url()).getPath().isEmpty()) {
      // A bare host and port of Apicurio: its Confluent API lives below a path of its own.
      RegistryRequest.Answer second = transport.exchange(APICURIO_PATH + resource, body);
      if (isRegistryAnswer(second) && !isUnknownPath(second)) {
        path = APICURIO_PATH;
        return second;
      }
    }
    return response;
  }

  private Optional<JsonNode> ifServed(String resource, RegistryRequest.Answer response) {
    return NOT_SERVED.contains(response.status())
        ? Optional.empty()
        : Optional.of(read(resource, response));
  }

  private JsonNode read(String resource, RegistryRequest.Answer response) {
    JsonNode json = parse(response.body());
    int status = response.status();
    if (status / 100 == 2 && json != null) {
      return json;
    }
    if (status == 401 || status == 403) {
      throw new RegistryException(url(), status, status, message(json));
    }
    // Apicurio has code 0 for what Confluent has no code for.
    if (json != null && json.has(ERROR_CODE) && json.get(ERROR_CODE).asInt() != HTTP_NOT_FOUND) {
      throw new RegistryException(url(), status, json.get(ERROR_CODE).asInt(), message(json));
    }
    if (UNAVAILABLE.contains(status)) {
      throw new CommandFailure(
          "the schema registry at %s is not available now (HTTP %d); try again in a while"
              .formatted(url(), status));
    }
    if (status / 100 == 3 && response.location() != null) {
      throw elsewhere(resource, status, response.location());
    }
    throw strange("HTTP %d, %s".formatted(status, contentType(response)));
  }

  private CommandFailure elsewhere(String resource, int status, String location) {
    String asked = resource.replaceFirst("\\?.*", "");
    // What may follow ? is of no use to anyone, and may hold a token.
    String there = absolute(location).replaceFirst("[?#].*", "").replaceFirst("(?<=[^/])/+$", "");
    if (there.endsWith(asked)) {
      return new CommandFailure(
          "%s sends its callers to %s (HTTP %d), which is not followed, for the credentials would go along; name that address with --schema-registry"
              .formatted(url(), there.substring(0, there.length() - asked.length()), status));
    }
    return strange("HTTP %d, which sends its callers to %s".formatted(status, there));
  }

  private String absolute(String location) {
    try {
      return URI.create(url() + "/").resolve(location).toString();
    } catch (IllegalArgumentException e) {
      return location;
    }
  }

  private static String message(JsonNode json) {
    return json == null ? "" : json.path("message").asText();
  }

  /** Returns the failure for an answer that no registry gives. */
  CommandFailure strange(String what) {
    return new CommandFailure(
        "%s does not answer as a schema registry (%s); is the URL right, path included?"
            .formatted(url(), what));
  }

  private static boolean isRegistryAnswer(RegistryRequest.Answer response) {
    JsonNode json = parse(response.body());
    return json != null && (response.status() / 100 == 2 || json.has(ERROR_CODE));
  }

  /** Returns whether this is the answer of Confluent's registry to an unknown path. */
  private static boolean isUnknownPath(RegistryRequest.Answer response) {
    JsonNode json = parse(response.body());
    return json != null && json.path(ERROR_CODE).asInt() == HTTP_NOT_FOUND;
  }

  private static String contentType(RegistryRequest.Answer response) {
    return response.contentType() == null ? "no content type" : response.contentType();
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode node = Json.mapper().readTree(body);
      return node == null || node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
