package io.framecount.loader.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.common.registry.FakeRegistry;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.loader.load.Foreign;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads while the registry has a bad moment: one sentence each, and nothing is sent. */
@Timeout(120)
class RegistryTroubleIT {
  private static final String JSON = "application/json";
  private static final String FRAME = "{\"uid\":\"a\",\"ts\":1468244384}\n";

  @TempDir private Path directory;
  private final String topic = SharedPlatform.uniqueName("trouble");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | text/html | <html>Hi</html> | 1 | does not answer as a schema registry (HTTP 200,"
            + " text/html); is the URL right",
        "401 | application/json | {\"error_code\":401,\"message\":\"Unauthorized\"} | 1 | refuses"
            + " access (HTTP 401); check its credentials",
        "403 | application/json | {\"message\":\"Forbidden\"} | 1 | refuses access (HTTP 403);"
            + " check its credentials",
        "503 | text/html | <html>later</html> | 1 | is not available now (HTTP 503)"
      })
  void isToldInOneSentence(int status, String type, String body, int code, String sentence)
      throws IOException {
    try (FakeRegistry fake = new FakeRegistry().otherwise(status, type, body)) {
      CliRun run = load(fake.url(), "--register");
      assertThat(run.code()).as(run.stderr()).isEqualTo(code);
      assertThat(run.stderr()).contains(sentence).hasLineCount(1);
    }
  }

  @Test
  void aRegistryThatIsAwayIsTold() throws IOException {
    String gone;
    try (FakeRegistry closed = new FakeRegistry()) {
      gone = closed.url();
    }
    CliRun run = load(gone, "--register");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.stderr()).contains("no schema registry at " + gone).hasLineCount(1);
  }

  @Test
  void aRegistryThatTakesNoChangesIsTold() throws IOException {
    String none = "{\"error_code\":40401,\"message\":\"none\"}";
    try (FakeRegistry fake = new FakeRegistry().otherwise(404, JSON, none)) {
      fake.answer(
          "POST /subjects/" + topic + "-value/versions",
          422,
          "{\"error_code\":42205,\"message\":\"Subject is in read-only mode\"}");
      CliRun run = load(fake.url(), "--register");
      assertThat(run.code()).isEqualTo(4);
      assertThat(run.stderr())
          .contains("is read-only now, so nothing can be registered there")
          .hasLineCount(1);
    }
  }

  @Test
  void oneThatGoesAwayMidwayIsNotMissed() throws Exception {
    String frame = io.framecount.Frame.getClassSchema().toString().replace("\"", "\\\"");
    FakeRegistry fake = new FakeRegistry();
    fake.answer(
        "GET /subjects/" + topic + "-value/versions/latest",
        200,
        "{\"subject\":\"%s-value\",\"version\":1,\"id\":1,\"schema\":\"%s\"}"
            .formatted(topic, frame));
    InputStream before = System.in;
    CompletableFuture<CliRun> run;
    try (PipedOutputStream pipe = new PipedOutputStream()) {
      System.setIn(new PipedInputStream(pipe));
      run = CompletableFuture.supplyAsync(() -> load(fake.url(), List.of("--file", "-")));
      pipe.write(FRAME.getBytes(UTF_8));
      pipe.flush();
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> loaded() == 1);
      fake.close();
      pipe.write(FRAME.getBytes(UTF_8));
    } finally {
      System.setIn(before);
      fake.close();
    }
    CliRun ended = run.get(60, TimeUnit.SECONDS);
    assertThat(ended.code()).as(ended.stderr()).isZero();
    assertThat(loaded()).isEqualTo(2);
  }

  private int loaded() throws Exception {
    try (Admin admin = SharedPlatform.admin()) {
      boolean there = admin.listTopics().names().get().contains(topic);
      return there ? Foreign.times(topic).size() : 0;
    }
  }

  private CliRun load(String registry, String... args) throws IOException {
    Path file = Files.writeString(directory.resolve("a.jsonl"), FRAME);
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--file", file.toString()));
    return load(registry, all);
  }

  private CliRun load(String registry, List<String> args) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--topic", topic, "--schema-registry", registry));
    all.addAll(List.of("--bootstrap-server", SharedPlatform.bootstrapServers()));
    return CliRun.of(new LoaderCommand(), all.toArray(String[]::new));
  }
}
