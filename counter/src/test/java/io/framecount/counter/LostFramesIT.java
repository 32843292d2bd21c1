package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that the source does not have when they are to be counted, or no more. */
class LostFramesIT {
  private static final String ROW = "MINUTE/2016-07-11T13:39:00Z";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path state;

  private final Admin admin = SharedPlatform.admin();

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void framesDeletedBeforeTheyWereCountedAreMissing()
      throws ExecutionException, InterruptedException {
    try (FrameTopic topic = frames(100)) {
      assertThat(untilEnd(topic).code()).isZero();
      add(topic, 100, 60);
      add(topic, 160, 40);
      delete(topic, 160);
      String sentence =
          "partition 0: offsets 100 to 159 of topic '%s' were deleted before they were counted"
              .formatted(topic.name());

      CliRun before = verify(topic);
      assertThat(before.stdout()).contains("\n0\t100\t100\t0\t40\t60\t0\t0\n");
      assertThat(before.stderr()).contains(sentence);
      assertThat(before.code()).isEqualTo(1);

      CliRun run = untilEnd(topic);
      assertThat(run.code()).as(run.stderr()).isEqualTo(3);
      assertThat(run.stderr())
          .contains(sentence + "; counting goes on from offset 160\n")
          .contains("this run: 40 frames read = 40 counted + 0 set aside\n")
          .contains("this run: 60 offsets deleted from the topic before counted;")
          .contains("in total: 140 frames read = 140 counted + 0 set aside\n");
      assertThat(run.stdout()).endsWith("\t140\t140\n");

      CliRun again = untilEnd(topic);
      assertThat(again.code()).as(again.stderr()).isZero();
      assertThat(again.stderr())
          .doesNotContain("this run: 60 offsets")
          .contains("in total: 60 offsets deleted from the topic before counted;");
      CliRun after = verify(topic);
      assertThat(after.stdout())
          .contains("\n0\t140\t140\t0\t0\t60\t0\t0\ntotal\t140\t140\t0\t0\t60\t0\t0\n");
      assertThat(after.stderr()).contains(sentence);
      assertThat(after.code()).isEqualTo(1);
      assertThat(verify(topic, "json").stdout())
          .contains(
              "\"lag\":0,\"missing\":60,\"cut_off\":0,\"passed_over\":{},\"counted_from\":0}");
    }
  }

  @Test
  void whoAsksForACountThatLacksFramesIsToldSo() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = frames(100)) {
      CliRun first = CounterRun.untilEnd(state, topic.name(), "--emit-sketch");
      assertThat(first.code()).as(first.stderr()).isZero();
      assertThat(query(topic).stderr()).isEmpty();
      add(topic, 100, 60);
      add(topic, 160, 40);
      delete(topic, 160);
      CliRun run = CounterRun.untilEnd(state, topic.name(), "--emit-sketch");
      assertThat(run.code()).as(run.stderr()).isEqualTo(3);

      CliRun asked = query(topic);
      assertThat(asked.stderr())
          .isEqualTo(
              "60 offsets were deleted before they were counted into topic '%s-counts', so there may have been more than this; counter verify says which\n"
                  .formatted(topic.name()));
      assertThat(asked.stdout()).contains("\t140\t140\t");
      assertThat(asked.code()).isZero();
      CliRun recounted = recount(topic);
      assertThat(recounted.stdout())
          .contains(
              "missing in the source: the row has 140 frames, of which topic '%s' has 40;"
                  .formatted(topic.name()));
      assertThat(recounted.code()).isEqualTo(3);
    }
  }

  private static CliRun query(FrameTopic topic) {
    return CounterRun.of("query", "2016-07-11", "--topic", topic.name(), "--format", "tsv");
  }

  /** No frame is left to wait for, and yet there is something to say. */
  @Test
  void soAreAllFramesOfAPartition() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = frames(10)) {
      assertThat(untilEnd(topic).code()).isZero();
      add(topic, 10, 5);
      delete(topic, 15);
      CliRun run = untilEnd(topic);
      assertThat(run.code()).as(run.stderr()).isEqualTo(3);
      assertThat(run.stderr()).contains("partition 0: offsets 10 to 14 of topic");
      assertThat(verify(topic).stdout()).contains("\n0\t10\t10\t0\t0\t5\t0\t0\n");
    }
  }

  @Test
  void aCountWhoseBeginningIsGoneHoldsFromThereOn()
      throws ExecutionException, InterruptedException {
    try (FrameTopic topic = frames(100)) {
      delete(topic, 60);
      String sentence =
          "topic '%s' is counted from offset 60 of partition 0 on; what lay before was deleted before this count began\n"
              .formatted(topic.name());
      CliRun run = untilEnd(topic);
      assertThat(run.code()).as(run.stderr()).isZero();
      assertThat(run.stdout()).endsWith("\t40\t40\n");
      assertThat(run.stderr()).contains(sentence);
      CliRun verified = verify(topic, "json");
      assertThat(verified.code()).as(verified.stderr()).isZero();
      assertThat(verified.stderr()).startsWith("holds: ").endsWith(sentence);
      assertThat(verified.stdout()).contains("\"counted_from\":60}");
    }
  }

  /** A partition without frames is known, too, as soon as somebody has counted. */
  @Test
  void anEmptyPartitionIsKnownFromTheBeginning() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = newTopic();
        CounterProcess counter = start(topic)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !counter.running() || verify(topic).code() == 0);
      counter.kill();
      add(topic, 0, 8);
      delete(topic, 8);
      add(topic, 8, 2);
      CliRun run = untilEnd(topic);
      assertThat(run.stderr()).contains("partition 0: offsets 0 to 7 of topic");
      assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    }
  }

  @Test
  void aCounterAtWorkGoesOnAndEndsWithThree()
      throws ExecutionException, InterruptedException, IOException {
    try (FrameTopic topic = frames(20);
        CounterProcess counter = start(topic, "--metrics-port", "0", "--ui", "--ui-port", "0")) {
      awaitCounted(topic, counter, 20);
      // The page asks Kafka every other second.
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(get(counter, "page", "api/count"))
                      .contains("\"missing\":0,\"counters\":1,"));
      counter.freeze();
      // Until its last fetch is answered, with nothing.
      Thread.sleep(1_000);
      add(topic, 20, 20);
      delete(topic, 30);
      counter.thaw();
      awaitCounted(topic, counter, 30);
      assertThat(counter.stderr())
          .containsOnlyOnce(
              "partition 0: offsets 20 to 29 of topic '%s' were deleted before they were counted; counting goes on from offset 30"
                  .formatted(topic.name()));
      assertThat(verify(topic).stdout()).contains("\n0\t30\t30\t0\t0\t10\t0\t0\n");
      assertThat(get(counter, "metrics", "metrics"))
          .containsPattern("framecount_offsets_missing_total\\{[^}]*} 10\\.0\n");
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(get(counter, "page", "api/count"))
                      .contains("\"missing\":10,\"counters\":1,")
                      .contains("\"missing\":10,\"setAside\":0,"));
      counter.interrupt();
      assertThat(counter.exitCode()).as(counter.stderr()).isEqualTo(3);
      assertThat(counter.stderr()).contains("this run: 10 offsets deleted from the topic");
    }
  }

  /** As after an election of a leader that was behind, to a client that knows no epoch. */
  @Test
  void aTopicThatEndsBeforeWhereItIsCountedIsNotCountedAgain()
      throws ExecutionException, InterruptedException {
    try (FrameTopic topic = frames(20)) {
      assertThat(untilEnd(topic).code()).isZero();
      TopicPartition partition = new TopicPartition(topic.name(), 0);
      OffsetAndMetadata known =
          admin
              .listConsumerGroupOffsets(group(topic))
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      var ahead = Map.of(partition, new OffsetAndMetadata(25, known.metadata()));
      admin.alterConsumerGroupOffsets(group(topic), ahead).all().get();
      String sentence =
          "partition 0: topic '%s' has lost offsets 20 to 24 after they were counted"
              .formatted(topic.name());
      CliRun before = verify(topic);
      assertThat(before.stderr()).contains(sentence);
      assertThat(before.code()).isEqualTo(1);

      CliRun run = untilEnd(topic);
      assertThat(run.stderr()).contains(sentence).contains("counting goes on from offset 20\n");
      assertThat(run.stdout()).endsWith("\t20\t20\n");
      assertThat(run.code()).as(run.stderr()).isEqualTo(3);
      add(topic, 20, 3);
      assertThat(untilEnd(topic).stdout()).endsWith("\t23\t23\n");
      assertThat(verify(topic).stderr()).contains(sentence);
    }
  }

  /** Kafka deletes the offsets of a topic with the topic. */
  @Test
  void aTopicThatWasMadeAgainIsNotAddedToTheWindowsOfTheOldOne()
      throws ExecutionException, InterruptedException, IOException {
    try (FrameTopic topic = frames(20);
        CounterProcess counter = start(topic)) {
      awaitCounted(topic, counter, 20);
      makeAgain(topic);
      try (FrameTopic again = sameName(topic)) {
        add(again, 20, 30);
        String sentence = "topic '%s' was deleted and made again after ".formatted(topic.name());
        assertThat(counter.exitCode()).as(counter.stderr()).isEqualTo(1);
        assertThat(counter.stderr()).contains(sentence + "partition 0 of it was counted into");

        CliRun later = untilEnd(topic);
        assertThat(later.stderr())
            .contains(sentence + "it was counted into topic '%s-counts'".formatted(topic.name()))
            .contains(
                "count into another --output, or delete topics %s-counts,".formatted(topic.name()));
        assertThat(later.code()).isEqualTo(1);
        CliRun verified = verify(topic);
        assertThat(verified.stderr()).contains(sentence + "it was counted into");
        assertThat(verified.code()).isEqualTo(1);
        assertThat(recount(topic).stderr()).contains(sentence + "it was counted into");
        assertThat(frames(topic)).isEqualTo(20);

        // Partials are kept for a week; rows still say of which topic they are.
        TopicPartition partials = new TopicPartition(topic.name() + "-counts-partials", 0);
        admin.deleteRecords(Map.of(partials, RecordsToDelete.beforeOffset(-1))).all().get();
        assertThat(untilEnd(topic).stderr()).contains(sentence);
      }
    }
  }

  @Test
  void aTopicOfWhichNothingWasCountedMayBeMadeAgain()
      throws ExecutionException, InterruptedException, IOException {
    try (FrameTopic topic = newTopic();
        CounterProcess counter = start(topic)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !counter.running() || verify(topic).code() == 0);
      counter.interrupt();
      assertThat(counter.exitCode()).as(counter.stderr()).isEqualTo(130);
      makeAgain(topic);
      try (FrameTopic again = sameName(topic)) {
        add(again, 0, 7);
        CliRun run = untilEnd(topic);
        assertThat(run.stdout()).as(run.stderr()).endsWith("\t7\t7\n");
        assertThat(run.code()).as(run.stderr()).isZero();
      }
    }
  }

  @Test
  void aSettingThatWouldLeaveFramesOutIsRefused() {
    try (FrameTopic topic = frames(3)) {
      CliRun run = CounterRun.untilEnd(state, topic.name(), "-X", "auto.offset.reset=latest");
      assertThat(run.stderr()).contains("auto.offset.reset=latest would leave frames out");
      assertThat(run.code()).isEqualTo(2);
      CliRun allowed = CounterRun.untilEnd(state, topic.name(), "-X", "auto.offset.reset=earliest");
      assertThat(allowed.stdout()).as(allowed.stderr()).endsWith("\t3\t3\n");
    }
  }

  private void makeAgain(FrameTopic topic) throws ExecutionException, InterruptedException {
    admin.deleteTopics(List.of(topic.name())).all().get();
    // A counter that runs must see the topic gone; it reads on in one that is there again at once.
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> partitionsOfMembers(topic) == 0);
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              NewTopic again = new NewTopic(topic.name(), 1, (short) 1);
              admin.createTopics(List.of(again)).all().get();
              return true;
            });
  }

  private int partitionsOfMembers(FrameTopic topic)
      throws ExecutionException, InterruptedException {
    try {
      return admin.describeConsumerGroups(List.of(group(topic))).all().get().values().stream()
          .flatMap(group -> group.members().stream())
          .mapToInt(member -> member.assignment().topicPartitions().size())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw e;
    }
  }

  private static FrameTopic sameName(FrameTopic topic) {
    return new FrameTopic(
        SharedPlatform.bootstrapServers(), SharedPlatform.registryUrl(), topic.name());
  }

  private static CliRun recount(FrameTopic topic) {
    return CounterRun.of("recount", "--topic", topic.name(), "--window", ROW);
  }

  private CounterProcess start(FrameTopic topic, String... more) {
    List<String> args = new ArrayList<>(List.of("--topic", topic.name()));
    args.addAll(List.of("--state-dir", state.toString()));
    args.addAll(List.of(more));
    return CounterProcess.start(state, args.toArray(String[]::new));
  }

  /**
   * What a counter at work serves.
   *
   * @param what it says where it is
   */
  private static String get(CounterProcess counter, String what, String path)
      throws IOException, InterruptedException {
    Matcher said = Pattern.compile(what + " at (http://[0-9.:]+/)").matcher(counter.stderr());
    assertThat(said.find()).as(counter.stderr()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(said.group(1)).resolve("/" + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static void awaitCounted(FrameTopic topic, CounterProcess counter, int frames) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(frames(topic)).as(counter.stderr()).isEqualTo(frames));
  }

  private static int frames(FrameTopic topic) {
    String table = CounterRun.of("show", "--topic", topic.name(), "--format", "tsv").stdout();
    String[] cells = table.split("\t", -1);
    return cells.length < 5 ? 0 : Integer.parseInt(cells[3]);
  }

  private CliRun untilEnd(FrameTopic topic) {
    return CounterRun.untilEnd(state, topic.name());
  }

  private static CliRun verify(FrameTopic topic) {
    return verify(topic, "tsv");
  }

  private static CliRun verify(FrameTopic topic, String format) {
    return CounterRun.of("verify", "--topic", topic.name(), "--format", format);
  }

  /** A topic of one partition, so that offsets are known. */
  private static FrameTopic newTopic() {
    return new FrameTopic(
        SharedPlatform.bootstrapServers(),
        SharedPlatform.registryUrl(),
        SharedPlatform.newTopic("frames", 1));
  }

  private static FrameTopic frames(int number) {
    FrameTopic topic = newTopic();
    add(topic, 0, number);
    return topic;
  }

  /** Adds frames of one minute, each of a user of its own. */
  private static void add(FrameTopic topic, int from, int number) {
    for (int i = from; i < from + number; i++) {
      topic.add("user-" + i, RandomFrames.START);
    }
    topic.flush();
  }

  private void delete(FrameTopic topic, long before)
      throws ExecutionException, InterruptedException {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before))).all().get();
  }

  private static String group(FrameTopic topic) {
    return "framecount-" + topic.name() + "-counts-combiner";
  }
}
