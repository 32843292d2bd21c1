package io.framecount.loader.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The checks of a load before, while and after it sends. */
@Timeout(120)
class CheckedLoadIT {
  private static final String GOOD = "{\"uid\":\"a\",\"ts\":1468244384,\"nick\":\"x\"}\n";
  private static final String BAD = "{\"uid\":\"a\"}\n";

  @TempDir Path directory;
  private final String topic = SharedPlatform.uniqueName("frames");

  @Test
  void countsWhatTheTopicHolds() throws IOException {
    CliRun run = load(GOOD.repeat(5), "-o", "json");
    assertThat(run.code()).as(run.stderr()).isZero();
    JsonNode tally = new ObjectMapper().readTree(run.stdout()).get("topic_tally");
    assertThat(tally.get("confirmed").asInt()).isEqualTo(5);
    assertThat(tally.get("growth").asInt()).isGreaterThanOrEqualTo(5);

    CliRun text = load(GOOD.repeat(7), "--from-start");
    assertThat(text.stdout())
        .as(text.stderr())
        .contains("topic     holds all 7; ", "dropped   fields that the schema lacks: nick 7");
  }

  @Test
  void givesUpWhenHopelessAndKeepsWhatWasDone() throws IOException {
    CliRun run = load(GOOD.repeat(1_100) + BAD.repeat(200_000), "--max-errors", "5%");
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stdout()).as(run.stderr()).contains("loaded 1,100 frames");
    assertThat(run.stderr()).contains("gave up after", "more than --max-errors 5%");
    JsonNode status =
        new ObjectMapper().readTree(LoaderRun.status("-t", topic, "-o", "json").stdout()).get(0);
    assertThat(status.get("lines").asInt()).isBetween(1_101, 100_000);
    assertThat(status.get("complete").asBoolean()).isFalse();
  }

  @Test
  void bearsAsManyErrorsAsItWasTold() throws IOException {
    assertThat(load(GOOD + BAD, "--max-errors", "1").code()).isEqualTo(3);
  }

  @Test
  void warnsOfACompactedTopicAndRefusesItWithoutKeys() throws Exception {
    create(Map.of("cleanup.policy", "compact"));
    CliRun run = load(GOOD);
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stderr()).contains("warning: topic " + topic + " is compacted");

    CliRun refused = load(GOOD, "--key", "none", "--from-start");
    assertThat(refused.code()).as(refused.stderr()).isEqualTo(1);
    assertThat(refused.stderr()).contains("takes no record without a key").hasLineCount(1);
  }

  @Test
  void rejectsAFrameWithoutAKeyWhereTheTopicTakesNone() throws Exception {
    create(Map.of("cleanup.policy", "compact"));
    Path schema = directory.resolve("visit.avsc");
    Files.writeString(
        schema,
        """
        {"type": "record", "name": "Visit", "fields": [
          {"name": "uid", "type": ["null", "string"], "default": null},
          {"name": "ts", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
        """);
    CliRun run = load(GOOD + "{\"ts\":1468244385}\n" + GOOD, "--schema", schema.toString());
    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(run.stdout())
        .contains("loaded 2 frames", "rejected  1 into " + topic + "-dlq (no-key 1)");
  }

  @Test
  void refusesTheTopicsOfACount() throws Exception {
    List<String> names = List.of(topic, topic + "-partials", topic + "-late");
    try (Admin admin = SharedPlatform.admin()) {
      // As anybody may have: these are no count yet.
      admin
          .createTopics(names.subList(0, 2).stream().map(CheckedLoadIT::small).toList())
          .all()
          .get();
      assertThat(load(GOOD).code()).isZero();
      admin.createTopics(List.of(small(names.get(2)))).all().get();
    }
    for (String name : names) {
      CliRun run = LoaderRun.load(name, "-f", file(GOOD), "--register");
      assertThat(run.code()).as(run.stderr()).isEqualTo(1);
      assertThat(run.stderr())
          .contains("loader: topic " + name, "name a topic of frames with --topic")
          .hasLineCount(1);
    }
  }

  @Test
  void refusesATopicOfDeadLetters() throws IOException {
    assertThat(load(GOOD + BAD).code()).isEqualTo(3);
    CliRun run = LoaderRun.load(topic + "-dlq", "-f", file(GOOD), "--register");
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr())
        .contains("topic %s-dlq holds dead letters, which frames would spoil".formatted(topic));
  }

  private static NewTopic small(String name) {
    return new NewTopic(name, Optional.of(1), Optional.empty());
  }

  @Test
  void refusesATopicThatAsksForMoreCopiesThanItHas() throws Exception {
    create(Map.of("min.insync.replicas", "2"));
    CliRun run = load(GOOD);
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr())
        .contains("1 of the 2 copies that min.insync.replicas asks for")
        .hasLineCount(1);
    assertThat(Foreign.get("/subjects").body()).doesNotContain(topic);
    assertThat(load(GOOD, "--delivery", "fire-and-forget").code()).isZero();
  }

  @Test
  void rejectsAFrameThatTheTopicWouldNotTake() throws Exception {
    create(Map.of("max.message.bytes", "2000"));
    String wide = "{\"uid\":\"" + "x".repeat(3_000) + "\",\"ts\":1}\n";
    CliRun run = load(GOOD + wide);
    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(run.stderr()).contains("takes records of up to 2,000 bytes (max.message.bytes)");
    assertThat(run.stdout()).as(run.stderr()).contains("record-too-large 1");
    assertThat(Foreign.letters(topic + "-dlq").get(0).value()).isEqualTo(wide.strip());
  }

  @Test
  void givesRecordsTheFramesOwnTimeAndWarnsOfRetention() throws Exception {
    create(Map.of("message.timestamp.after.max.ms", "60000", "retention.ms", "604800000"));
    String future = GOOD.replace("1468244384", "4000000000");
    CliRun run = load(GOOD + future, "--record-timestamp", "event");
    assertThat(run.stderr())
        .contains("the first frame is of 2016-07-11T13:39:44Z", "keeps records for 7 days only");
    assertThat(run.code()).as(run.stdout()).isEqualTo(3);
    assertThat(run.stdout()).as(run.stderr()).contains("record-timestamp 1");
    assertThat(Foreign.times(topic)).containsExactly(1_468_244_384_000L);
  }

  @Test
  void givesRecordsTheTimeOfLoadingOtherwise() throws IOException {
    long before = Instant.now().toEpochMilli();
    CliRun run = load(GOOD);
    assertThat(run.stderr()).doesNotContain("warning");
    assertThat(Foreign.times(topic).get(0)).isBetween(before, Instant.now().toEpochMilli());
  }

  private void create(Map<String, String> settings) throws Exception {
    try (Admin admin = SharedPlatform.admin()) {
      NewTopic created = new NewTopic(topic, Optional.of(1), Optional.empty()).configs(settings);
      admin.createTopics(List.of(created)).all().get();
    }
  }

  private String file(String content) throws IOException {
    return Files.writeString(directory.resolve("a.jsonl"), content).toString();
  }

  private CliRun load(String content, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("-f", file(content), "--register"));
    args.addAll(List.of(more));
    return LoaderRun.load(topic, args.toArray(String[]::new));
  }
}
