package io.framecount.loader.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.FakeRegistry;
import io.framecount.loader.LoaderCommand;
import io.framecount.loader.LoaderRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CheckIT {
  /** Nobody listens there: it is not for users. */
  private static final String NOBODY = "127.0.0.1:1";

  @TempDir Path directory;

  @Test
  void findsAllWellWhereALoadWent() throws IOException {
    String topic = SharedPlatform.uniqueName("frames");
    Path file =
        Files.writeString(directory.resolve("a.jsonl"), "{\"uid\":\"a\",\"ts\":1468244384}\n");
    assertThat(LoaderRun.load(topic, "-f", file.toString(), "--register").code()).isZero();

    CliRun run = check(topic, "--spool-dir", directory.resolve("spool").toString());
    assertThat(run.code()).as(run.stdout() + run.stderr()).isZero();
    assertThat(run.stdout())
        .as(run.stderr())
        .contains("ok       broker " + SharedPlatform.bootstrapServers())
        .contains("4 partitions, 1 copies")
        .contains("holds the schema, " + topic + "-value version 1")
        .contains("MB are free there")
        .doesNotContain("failed", "warning", "→");
    assertThat(directory.resolve("spool")).doesNotExist();
  }

  @Test
  void saysThatTheTopicIsMissingAndLeavesItSo() throws Exception {
    String topic = SharedPlatform.uniqueName("frames");
    CliRun run = check(topic, "--register", "-o", "json");
    assertThat(run.code()).as(run.stdout() + run.stderr()).isZero();
    assertThat(row(run, "topic " + topic).get("verdict").asText()).isEqualTo("warning");
    assertThat(row(run, "topic " + topic).get("found").asText()).contains("does not exist");
    assertThat(row(run, "subject " + topic + "-value").get("verdict").asText()).isEqualTo("ok");
    try (Admin admin = SharedPlatform.admin()) {
      assertThat(admin.listTopics().names().get()).doesNotContain(topic, topic + "-dlq");
    }
  }

  @Test
  void endsAsALoadWouldWithoutTheSchema() throws IOException {
    String topic = SharedPlatform.newTopic("frames", 1);
    CliRun run = check(topic, "-o", "json");
    assertThat(run.code()).as(run.stdout() + run.stderr()).isEqualTo(4);
    JsonNode subject = row(run, "subject " + topic + "-value");
    assertThat(subject.get("verdict").asText()).isEqualTo("failed");
    assertThat(subject.get("hint").asText()).contains("--register");
  }

  @Test
  void warnsThatFramesWouldSoonBeDeleted() throws IOException {
    String topic = SharedPlatform.uniqueName("frames");
    KafkaOptions options = new KafkaOptions().elsewhere(SharedPlatform.bootstrapServers(), null);
    try (KafkaConnection kafka = KafkaConnection.open(options)) {
      kafka.topics().create(topic, 1, Map.of("retention.ms", "604800000"));
    }
    CliRun loading = check(topic, "--register", "-o", "json");
    assertThat(row(loading, "retention of " + topic).get("verdict").asText()).isEqualTo("ok");

    CliRun run = check(topic, "--register", "--record-timestamp", "event", "-o", "json");
    assertThat(run.code()).as(run.stdout() + run.stderr()).isZero();
    JsonNode retention = row(run, "retention of " + topic);
    assertThat(retention.get("verdict").asText()).isEqualTo("warning");
    assertThat(retention.get("found").asText()).startsWith("7 days by the time of the frame");
    assertThat(retention.get("hint").asText()).contains("retention.ms=-1");
  }

  @Test
  void saysThatKafkaIsAwayAndLooksOn() throws IOException {
    CliRun run = run("check", "-t", "t", "--bootstrap-server", NOBODY, "-o", "json", "--register");
    assertThat(run.code()).as(run.stdout() + run.stderr()).isEqualTo(1);
    assertThat(row(run, "broker " + NOBODY).get("verdict").asText()).isEqualTo("failed");
    assertThat(row(run, "broker " + NOBODY).get("hint").asText()).contains("--bootstrap-server");
    assertThat(row(run, "topic t").get("verdict").asText()).isEqualTo("unknown");
    assertThat(row(run, "registry").get("verdict").asText()).isEqualTo("ok");
  }

  @Test
  void oneAddressOfSeveralIsEnough() throws IOException {
    String topic = SharedPlatform.newTopic("frames", 1);
    String both = NOBODY + "," + SharedPlatform.bootstrapServers();
    CliRun run = run("check", "-t", topic, "--bootstrap-server", both, "-o", "json", "--register");
    assertThat(run.code()).as(run.stdout() + run.stderr()).isZero();
    assertThat(row(run, "broker " + NOBODY).get("verdict").asText()).isEqualTo("warning");
    assertThat(row(run, "cluster").get("verdict").asText()).isEqualTo("ok");
  }

  @Test
  void saysThatTheRegistryIsAway() throws IOException {
    String topic = SharedPlatform.newTopic("frames", 1);
    CliRun run =
        CliRun.of(
            new LoaderCommand(),
            "check",
            "--topic",
            topic,
            "--bootstrap-server",
            SharedPlatform.bootstrapServers(),
            "--schema-registry",
            "http://" + NOBODY,
            "-o",
            "json");
    assertThat(run.code()).as(run.stdout() + run.stderr()).isEqualTo(1);
    assertThat(row(run, "registry").get("verdict").asText()).isEqualTo("failed");
    assertThat(row(run, "topic " + topic).get("verdict").asText()).isEqualTo("ok");
    assertThat(row(run, "clock").get("verdict").asText()).isEqualTo("unknown");
  }

  /** Modes of one subject, which the registry as a whole does not have. */
  @Test
  void saysThatTheSubjectTakesNothingNow() throws IOException {
    String topic = SharedPlatform.newTopic("frames", 1);
    try (FakeRegistry fake = new FakeRegistry()) {
      String none = "{\"error_code\":40401,\"message\":\"none\"}";
      fake.otherwise(404, "application/json", none).answer("GET /subjects", 200, "[]");
      for (String mode : List.of("READONLY", "READONLY_OVERRIDE", "IMPORT", "READWRITE")) {
        fake.answer("GET /mode", 200, "{\"mode\":\"READWRITE\"}");
        fake.answer("GET /mode/" + topic + "-value", 200, "{\"mode\":\"%s\"}".formatted(mode));
        CliRun run =
            CliRun.of(
                new LoaderCommand(),
                "check",
                "--topic",
                topic,
                "--register",
                "--bootstrap-server",
                SharedPlatform.bootstrapServers(),
                "--schema-registry",
                fake.url(),
                "-o",
                "json");
        JsonNode subject = row(run, "subject " + topic + "-value");
        boolean writable = mode.equals("READWRITE");
        assertThat(subject.get("verdict").asText()).as(mode).isEqualTo(writable ? "ok" : "failed");
        if (!writable) {
          assertThat(subject.toString()).contains("takes none there now (mode " + mode + ")");
        }
      }
    }
  }

  @Test
  void needsATopicToLookAt() {
    CliRun run = CliRun.of(new LoaderCommand(), "check");
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
    assertThat(run.stderr()).contains("missing required option: --topic");
  }

  private static CliRun check(String topic, String... more) {
    List<String> args = new ArrayList<>(List.of("check", "--topic", topic));
    args.addAll(List.of("--bootstrap-server", SharedPlatform.bootstrapServers()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private static CliRun run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    return CliRun.of(new LoaderCommand(), all.toArray(String[]::new));
  }

  private static JsonNode row(CliRun run, String what) throws JsonProcessingException {
    for (JsonNode row : new ObjectMapper().readTree(run.stdout()).get("checks")) {
      if (row.get("what").asText().equals(what)) {
        return row;
      }
    }
    throw new AssertionError("nothing of " + what + " in " + run.stdout());
  }
}
