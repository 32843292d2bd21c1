package io.framecount.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Sends bare requests to a registry, as any other client would. */
public record Registry(String url) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Returns the answer to a GET, whatever its status. */
  public String get(String path) {
    return send("GET", path, "").body();
  }

  /** Returns the answer to a POST, whatever its status. */
  String post(String path, String body) {
    return send("POST", path, body).body();
  }

  /** Registers a text; references are JSON, such as {@code [{"name":…}]}. */
  public void register(String subject, String schema, String references) {
    String text = schema.replace("\"", "\\\"");
    require(
        "POST",
        "/subjects/" + subject + "/versions",
        "{\"schema\":\"%s\",\"references\":%s}".formatted(text, references));
  }

  /** Gives a subject a level of its own. */
  public void level(String subject, String level) {
    require("PUT", "/config/" + subject, "{\"compatibility\":\"%s\"}".formatted(level));
  }

  /** Deletes a subject for good, so that its versions start at 1 again. */
  public void delete(String subject) {
    require("DELETE", "/subjects/" + subject, "");
    require("DELETE", "/subjects/" + subject + "?permanent=true", "");
  }

  private void require(String method, String path, String body) {
    HttpResponse<String> response = send(method, path, body);
    if (response.statusCode() != 200) {
      throw new AssertionError("%s %s: %s".formatted(method, path, response.body()));
    }
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
