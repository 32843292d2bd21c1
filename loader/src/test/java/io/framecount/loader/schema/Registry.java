package io.framecount.loader.schema;

import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The actions of another client in the registry that all integration tests share. */
public final class Registry {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Registry() {}

  /** Registers a text; references are JSON, such as {@code [{"name":…}]}. */
  public static void register(String subject, String schema, String references) {
    String text = schema.replace("\"", "\\\"");
    send(
        "POST",
        "/subjects/" + subject + "/versions",
        "{\"schema\":\"%s\",\"references\":%s}".formatted(text, references));
  }

  /** Gives a subject a level of its own. */
  public static void level(String subject, String level) {
    send("PUT", "/config/" + subject, "{\"compatibility\":\"%s\"}".formatted(level));
  }

  private static void send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SharedPlatform.registryUrl() + path))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError(response.body());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
