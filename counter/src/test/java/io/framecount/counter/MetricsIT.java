package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern URL = Pattern.compile("metrics at (http://127\\.0\\.0\\.1:\\d+/)");

  @TempDir private Path state;

  @Test
  void saysHowTheCountGoes() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      for (int i = 0; i < 40; i++) {
        topic.add("user-" + i, RandomFrames.START);
      }
      topic.send("anna", -1);
      topic.flush();
      try (CounterProcess counter = start(topic)) {
        URI base = address(counter);
        String labels = "{output=\"%s-counts\",topic=\"%s\"}".formatted(topic.name(), topic.name());
        String metrics = await(base, "framecount_frames_read_total" + labels + " 41.0");
        assertThat(metrics)
            .contains("framecount_frames_counted_total" + labels + " 40.0\n")
            .contains("framecount_frames_set_aside_total" + labels + " 1.0\n")
            .contains("framecount_conservation_gap" + labels + " 0.0\n")
            .contains("framecount_frames_late_total" + labels + " 0.0\n")
            .contains("framecount_lag_frames" + labels + " 0.0\n")
            .contains("framecount_transaction_hidden_offsets" + labels + " 0.0\n")
            .contains("framecount_transaction_standstill_seconds" + labels + " 0.0\n")
            .contains("framecount_partial_windows" + labels + " ")
            .contains("framecount_frames_uncommitted" + labels + " ")
            .containsPattern("framecount_commit_seconds_count\\{[^}]*} [1-9]")
            .containsPattern("framecount_commit_seconds_bucket\\{[^}]*le=\"0.1\"} ")
            .containsPattern("framecount_append_to_commit_seconds_sum\\{[^}]*} [1-9]")
            .containsPattern("kafka_consumer_fetch_manager_records_consumed_total\\{[^}]*} 41.0")
            .containsPattern("kafka_producer_txn_commit_time_ns_total\\{")
            .contains("kafka_stream_")
            .contains("jvm_memory_used_bytes{");
        assertThat(get(base, "readyz").statusCode()).isEqualTo(200);
        assertThat(get(base, "healthz").body()).isEqualTo("ok\n");

        topic.add("anna", RandomFrames.START);
        topic.flush();
        await(base, "framecount_frames_read_total" + labels + " 42.0");
      }
    }
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (FrameTopic topic = CounterRun.newTopic();
        ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      String port = Integer.toString(taken.getLocalPort());
      CliRun run = CounterRun.untilEnd(state, topic.name(), "--metrics-port", port);
      assertThat(run.stderr())
          .contains("cannot serve metrics at 127.0.0.1:" + port)
          .contains("--metrics-port")
          .doesNotContain("\tat ");
      assertThat(run.code()).isEqualTo(1);
    }
  }

  @Test
  void noOneWhoDoesNotAskPaysForIt() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--topic",
                "frames",
                "--bootstrap-server",
                "127.0.0.1:1")
            .redirectErrorStream(true)
            .start();
    String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(loaded)
        .contains(" io.framecount.counter.command.CounterCommand ")
        .doesNotContain("io.micrometer", "io.prometheus", "com.sun.net.httpserver")
        .doesNotContain("org.eclipse.jetty", "io.framecount.counter.ui.Page");
  }

  private CounterProcess start(FrameTopic topic) {
    return CounterProcess.start(
        state, "--topic", topic.name(), "--state-dir", state.toString(), "--metrics-port", "0");
  }

  private static URI address(CounterProcess counter) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !counter.running() || URL.matcher(counter.stderr()).find());
    Matcher matcher = URL.matcher(counter.stderr());
    assertThat(matcher.find()).as(counter.stderr()).isTrue();
    return URI.create(matcher.group(1));
  }

  private static String await(URI base, String line) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get(base, "metrics").body()).contains(line + "\n"));
    return get(base, "metrics").body();
  }

  private static HttpResponse<String> get(URI base, String path) {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
