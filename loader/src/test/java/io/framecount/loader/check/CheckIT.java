package io.framecount.loader.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.loader.LoaderRun;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.local.BrokerCluster;
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

  @Test
  void saysWhyALoneBrokerKeepsNoProgressAndSoDoesALoad() throws Exception {
    Map<String, String> copies =
        Map.of(
            "offsets.topic.replication.factor",
            "3",
            "transaction.state.log.replication.factor",
            "3");
    try (BrokerCluster cluster = BrokerCluster.start(1, copies)) {
      String topic = SharedPlatform.uniqueName("frames");
      CliRun run = at(cluster, "check", "-t", topic, "--register", "-o", "json");
      assertThat(run.code()).as(run.stdout() + run.stderr()).isEqualTo(1);
      for (String what : List.of("progress", "transactions")) {
        assertThat(row(run, what).get("verdict").asText()).isEqualTo("failed");
        assertThat(row(run, what).get("found").asText())
            .startsWith("the cluster can't make its topic __")
            .contains("to have 3 copies", "on 1 broker");
      }
      assertThat(row(run, "progress").get("hint").asText())
          .isEqualTo("start more brokers, or set offsets.topic.replication.factor=1 on them");
      assertThat(row(run, "subject " + topic + "-value").get("verdict").asText()).isEqualTo("ok");
      refusesToLoad(cluster, topic, "the cluster can't make its topic __consumer_offsets");
    }
  }

  @Test
  void saysThatTransactionsMayNotTakeSoLongAndSoDoesALoad() throws Exception {
    try (BrokerCluster cluster =
        BrokerCluster.start(1, Map.of("transaction.max.timeout.ms", "30000"))) {
      String topic = SharedPlatform.uniqueName("frames");
      CliRun run = at(cluster, "check", "-t", topic, "--register", "-o", "json");
      assertThat(run.code()).as(run.stdout() + run.stderr()).isEqualTo(1);
      assertThat(row(run, "progress").get("verdict").asText()).isEqualTo("ok");
      assertThat(row(run, "transactions").get("verdict").asText()).isEqualTo("failed");
      assertThat(row(run, "transactions").get("found").asText())
          .contains("no transaction of more than 30,000 ms (transaction.max.timeout.ms)");
      String remedy = "-X transaction.timeout.ms=30000";
      assertThat(row(run, "transactions").get("hint").asText()).isEqualTo("add " + remedy);
      refusesToLoad(cluster, topic, "the brokers allow no transaction of more than 30,000 ms");

      Path file = frame();
      CliRun load =
          at(cluster, "-f", file.toString(), "-t", topic, "--register", "-X", remedy.substring(3));
      assertThat(load.code()).as(load.stdout() + load.stderr()).isZero();
    }
  }

  private void refusesToLoad(BrokerCluster cluster, String topic, String sentence)
      throws Exception {
    CliRun run = at(cluster, "-f", frame().toString(), "-t", topic, "--register");
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr()).startsWith("loader: " + sentence).hasLineCount(1);
    Map<String, Object> config = Map.of("bootstrap.servers", cluster.bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      assertThat(admin.listTopics().names().get()).doesNotContain(topic);
    }
  }

  private Path frame() throws IOException {
    return Files.writeString(directory.resolve("a.jsonl"), "{\"uid\":\"a\",\"ts\":1468244384}\n");
  }

  private static CliRun at(BrokerCluster cluster, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap-server", cluster.bootstrapServers()));
    return run(all.toArray(String[]::new));
  }

  @Test
  void namesSettingsThatDoNothing() throws IOException {
    String topic = SharedPlatform.newTopic("frames", 1);
    CliRun run =
        check(
            topic,
            "--register",
            "-o",
            "json",
            "-X",
            "queue.buffering.max.ms=5",
            "-X",
            "my.own.thing=x");
    assertThat(run.code()).as(run.stdout() + run.stderr()).isEqualTo(1);
    JsonNode librdkafkas = row(run, "setting queue.buffering.max.ms");
    assertThat(librdkafkas.get("verdict").asText()).isEqualTo("failed");
    assertThat(librdkafkas.get("hint").asText()).isEqualTo("use linger.ms");
    assertThat(row(run, "setting my.own.thing").get("verdict").asText()).isEqualTo("warning");
    assertThat(run.stderr())
        .contains(
            "warning: no client knows the setting queue.buffering.max.ms, so it does nothing");
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
