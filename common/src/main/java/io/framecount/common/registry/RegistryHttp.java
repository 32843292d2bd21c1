package io.framecount.common.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** JSON over HTTP to one registry. Thread-safe. */
final class RegistryHttp {
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final String APICURIO_PATH = "/apis/ccompat/v7";

  /** As an error code, what web servers say of a path they don't know; no registry does. */
  private static final int HTTP_NOT_FOUND = 404;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final RegistryAddress address;
  private final Duration patience;
  private volatile String path = "";

  /**
   * @param patience how long to wait for each answer
   */
  RegistryHttp(String url, Duration patience) {
    this.address = RegistryAddress.of(url);
    this.patience = patience;
  }

  /** Without credentials. */
  String url() {
    return address.url() + path;
  }

  JsonNode get(String resource) {
    return send(resource, null);
  }

  JsonNode post(String resource, JsonNode body) {
    return send(resource, body);
  }

  private JsonNode send(String resource, JsonNode body) {
    HttpResponse<String> response = exchange(url() + resource, body);
    if (!isRegistryAnswer(response) && URI.create(url()).getPath().isEmpty()) {
      // A bare host and port of Apicurio: its Confluent API lives below a path of its own.
      HttpResponse<String> second = exchange(address.url() + APICURIO_PATH + resource, body);
      if (isRegistryAnswer(second)) {
        path = APICURIO_PATH;
        response = second;
      }
    }
    return read(response);
  }

  private HttpResponse<String> exchange(String uri, JsonNode body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(uri)).timeout(patience).header("Accept", MEDIA_TYPE);
      address.authorization().ifPresent(value -> request.header("Authorization", value));
      if (body != null) {
        request.header("Content-Type", MEDIA_TYPE).POST(BodyPublishers.ofString(body.toString()));
      }
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "'%s' is not a registry URL (%s); write it as http://HOST:PORT"
              .formatted(url(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new CommandFailure(
          "no schema registry at %s (%s); start one, or name yours with --schema-registry or SCHEMA_REGISTRY_URL"
              .formatted(url(), problem(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while asking the schema registry", e);
    }
  }

  private String problem(IOException e) {
    if (e instanceof ConnectException) {
      return "connection refused";
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer within " + patience.toSeconds() + " s";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
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
