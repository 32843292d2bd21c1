package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UiIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern URL = Pattern.compile("page at (http://127\\.0\\.0\\.1:\\d+/)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long MINUTE = RandomFrames.START / 60_000 * 60;

  @TempDir private Path state;

  @Test
  void showsWhatIsCountedAsItComes() throws Exception {
    try (FrameTopic topic = CounterRun.newTopic();
        CounterProcess counter = start(topic, "--zone", "Europe/Berlin", "--ui")) {
      URI page = address(counter);
      await(page, "api/count", "\"windows\":[]");
      add(topic, "anna", "bert", "anna");
      await(page, "api/windows?window=minute", columns(3, 2));
      await(page, "api/count", "\"zone\":\"Europe/Berlin\"");
      await(
          page,
          "api/count",
          "\"lag\":0,\"missing\":0,\"counters\":1,\"run\":{\"problem\":null,\"waiting\":null");

      try (BufferedReader events = events(page);
          CounterProcess other = startUi(topic)) {
        add(topic, "cleo");
        awaitLine(events, columns(4, 3));
        // Another process, which knows nothing but the topic, shows the same.
        await(address(other), "api/windows?window=minute", columns(4, 3));
        await(address(other), "api/count", "\"zone\":\"Europe/Berlin\"");
        assertThat(get(address(other), "api/count")).doesNotContain("\"run\":");
        other.interrupt();
        assertThat(other.exitCode()).isEqualTo(130);
      }
    }
  }

  private CounterProcess start(FrameTopic topic, String... more) {
    String[] args = {"--topic", topic.name(), "--state-dir", state.toString(), "--ui-port", "0"};
    return CounterProcess.start(
        state,
        java.util.stream.Stream.of(args, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  private CounterProcess startUi(FrameTopic topic) {
    return CounterProcess.start(state, "ui", "--topic", topic.name(), "--ui-port", "0");
  }

  private static void add(FrameTopic topic, String... users) {
    for (String user : users) {
      topic.add(user, RandomFrames.START);
    }
    topic.flush();
  }

  private static String columns(long frames, long users) {
    return "\"t\":[%d],\"d\":60,\"f\":[%d],\"u\":[%d]".formatted(MINUTE, frames, users);
  }

  private static URI address(CounterProcess counter) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !counter.running() || URL.matcher(counter.stderr()).find());
    Matcher matcher = URL.matcher(counter.stderr());
    assertThat(matcher.find()).as(counter.stderr()).isTrue();
    return URI.create(matcher.group(1));
  }

  private static void await(URI page, String path, String expected) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get(page, path)).contains(expected));
  }

  private static String get(URI page, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page.resolve(path)).build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  private static BufferedReader events(URI page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page.resolve("api/events?window=minute")).build();
    var stream = HTTP.send(request, BodyHandlers.ofInputStream()).body();
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  private static void awaitLine(BufferedReader events, String part) throws IOException {
    String line = "";
    while (!line.contains(part)) {
      line = events.readLine();
      assertThat(line).as("the stream has ended").isNotNull();
    }
  }
}
