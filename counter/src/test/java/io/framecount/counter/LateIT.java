package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows settle, give up their state, and take late frames by a recount. */
class LateIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String KEY = "MINUTE/2016-07-11T13:39:00Z";

  @TempDir private Path state;

  @Test
  void lateFramesAreKeptAndARecountBesideARunningCounterTakesThemIn()
      throws IOException, InterruptedException {
    try (FrameTopic topic = CounterRun.newTopic();
        CounterProcess counter = start(topic)) {
      topic.add("anna", RandomFrames.START);
      topic.add("boris", RandomFrames.START + 1);
      topic.flush();
      awaitGivenUp(topic, counter);
      assertThat(recount(topic, KEY).stdout())
          .isEqualTo(KEY + " right: 2 frames, 2 unique users\n");

      for (int round = 0; round < 4; round++) {
        // Some of these come before the cut, some after.
        for (int i = 0; i < 20; i++) {
          topic.add("late" + round + "/" + i, RandomFrames.START + 100 + i);
          topic.flush();
          if (i == 10) {
            awaitSaid(counter, "came after their windows' state was given up");
            CliRun run = recount(topic, round % 2 == 0 ? KEY : "all-late");
            assertThat(run.code()).as(run.stderr() + run.stdout()).isZero();
          }
        }
      }
      counter.interrupt();
      assertThat(counter.exitCode()).isEqualTo(130);
      CliRun before = untilEnd(topic);
      assertThat(before.stderr()).contains("but for late ones that topic " + topic.name());
      assertThat(before.code()).as(before.stderr()).isZero();
      assertThat(verify(topic).stdout()).contains(" late and not in a row");
      assertThat(verify(topic).code()).isZero();

      // All that is left, without a merger at work.
      CliRun last = recount(topic, "all-late");
      assertThat(last.stdout()).startsWith(KEY + " replaced: 82 frames, 82 unique users; there");
      CliRun after = untilEnd(topic);
      assertThat(after.stdout()).as(after.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(after.stderr()).contains("hold all 82 frames counted\n");
      assertThat(verify(topic).code()).isZero();
      assertThat(recount(topic, "all-late").stderr()).startsWith("there are no late frames");
    }
  }

  @Test
  void aRowThatMergersAddToIsOnlyCompared() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = CounterRun.newTopic()) {
      RandomFrames.add(topic, 1, 500, 3);
      CounterRun.untilEnd(state, topic.name());
      CliRun right = recount(topic, KEY);
      assertThat(right.stdout()).startsWith(KEY + " right: ");
      assertThat(right.code()).as(right.stderr()).isZero();

      delete(topic.name() + "-counts", KEY);
      CliRun wrong = recount(topic, KEY);
      assertThat(wrong.stdout()).startsWith(KEY + " wrong: the row has 0 frames and 0 unique");
      assertThat(wrong.code()).isEqualTo(1);
      assertThat(recount(topic, "HOUR/2016-07-11T13:00:00Z").code()).isEqualTo(2);
    }
  }

  @Test
  void theStagesRunApart() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      RandomFrames.add(topic, 2, 5_000, 3);
      CliRun combined = CounterRun.untilEnd(state, topic.name(), "--role", "combine");
      assertThat(combined.stderr()).contains("this run: 5,");
      assertThat(combined.stdout()).isEmpty();
      assertThat(combined.code()).as(combined.stderr()).isZero();
      assertThat(show(topic, "tsv")).doesNotContain("2016");

      CliRun merged = CounterRun.untilEnd(state, topic.name(), "--role", "merge");
      assertThat(merged.stdout()).as(merged.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(merged.stderr()).contains("hold all").doesNotContain("this run");
      assertThat(merged.code()).isZero();
    }
  }

  private CounterProcess start(FrameTopic topic) {
    return CounterProcess.start(
        state,
        "--topic",
        topic.name(),
        "--state-dir",
        state.toString(),
        "--settle-after",
        "1s",
        "--hold",
        "2s");
  }

  private CliRun untilEnd(FrameTopic topic) {
    return CounterRun.untilEnd(state, topic.name(), "--settle-after", "1s", "--hold", "2s");
  }

  /**
   * Waits until the window is settled and then has given up its state, of which nothing is said.
   */
  private static void awaitGivenUp(FrameTopic topic, CounterProcess counter)
      throws InterruptedException {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(show(topic, "json"))
                    .as(counter.stderr())
                    .contains("\"revision\":1,\"settled\":true,"));
    Thread.sleep(4_000);
  }

  private static void awaitSaid(CounterProcess counter, String words) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !counter.running() || counter.stderr().contains(words));
    assertThat(counter.running()).as(counter.stderr()).isTrue();
  }

  private static CliRun verify(FrameTopic topic) {
    return CounterRun.of("verify", "--topic", topic.name());
  }

  private static CliRun recount(FrameTopic topic, String window) {
    return CounterRun.of("recount", "--topic", topic.name(), "--window", window);
  }

  private static String show(FrameTopic topic, String format) {
    return CounterRun.of("show", "--topic", topic.name(), "--format", format).stdout();
  }

  /** Deletes what has this key, as compaction takes it. */
  private static void delete(String topic, String key)
      throws ExecutionException, InterruptedException {
    Map<String, Object> config = Map.of("bootstrap.servers", SharedPlatform.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, bytes, null)).get();
    }
  }
}
