package io.framecount.local.registry;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The two calls that a starting registry needs. */
record ConfluentApi(String url, HttpClient http) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  ConfluentApi(String url) {
    this(url, HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
  }

  /** Returns whether requests are served; false while it starts. */
  boolean answers() {
    try {
      return send(request("/subjects").GET()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sets the level that holds for every subject without its own. */
  void setCompatibility(String level) {
    String body = "{\"compatibility\":\"%s\"}".formatted(level);
    try {
      HttpResponse<String> response =
          send(
              request("/config")
                  .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                  .PUT(BodyPublishers.ofString(body)));
      if (response.statusCode() != 200) {
        throw new CommandFailure(
            "the schema registry refused compatibility %s: %s".formatted(level, response.body()));
      }
    } catch (IOException e) {
      throw new CommandFailure("the schema registry broke off the connection (%s)".formatted(e), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while talking to the schema registry", e);
    }
  }
}
