package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka has forgotten a group's offsets, as after a long rest: nothing is counted twice. */
class ForgottenIT {
  @TempDir private Path state;

  @Test
  void refusesToCountTwiceAndCountsAnewOnceAllIsDeleted()
      throws ExecutionException, InterruptedException {
    try (FrameTopic topic = counted();
        Admin admin = SharedPlatform.admin()) {
      forget(admin, group(topic), application(topic));
      String counts = topic.name() + "-counts";
      CliRun run = CounterRun.untilEnd(state, topic.name(), "--role", "combine");
      assertRefused(
          run,
          "Kafka has forgotten how far topic '%s' was counted into topic '%s' (group %s has no offsets)"
              .formatted(topic.name(), counts, group(topic)));
      assertRefused(CounterRun.untilEnd(state, topic.name()), "was merged into topic");
      assertThat(show(topic)).isEqualTo(topic.expectedTsv());

      String named = run.stderr().replaceFirst("(?s).*delete topics (.*) and count anew.*", "$1");
      assertThat(named).contains(counts + "-partials").doesNotContain("group");
      admin.deleteTopics(List.of(named.split(", "))).all().get();
      count(topic);
    }
  }

  @Test
  void refusesIfOnePartitionOfTheIncrementsIsForgotten()
      throws ExecutionException, InterruptedException {
    try (FrameTopic topic = counted();
        Admin admin = SharedPlatform.admin()) {
      String partials = topic.name() + "-counts-partials";
      Set<TopicPartition> all =
          admin
              .listConsumerGroupOffsets(application(topic))
              .partitionsToOffsetAndMetadata()
              .get()
              .keySet();
      TopicPartition some = all.iterator().next();
      admin.deleteConsumerGroupOffsets(application(topic), Set.of(some)).all().get();
      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertThat(run.stderr())
          .contains(
              "Kafka has forgotten how far partition %d of topic '%s' was merged"
                  .formatted(some.partition(), partials))
          .doesNotContain("\tat ");
      assertThat(run.code()).as(run.stderr()).isEqualTo(1);
      assertThat(show(topic)).isEqualTo(topic.expectedTsv());
    }
  }

  @Test
  void goesOnWhereOffsetsAreSet() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = counted();
        Admin admin = SharedPlatform.admin()) {
      var counted = offsets(admin, group(topic));
      var merged = offsets(admin, application(topic));
      forget(admin, group(topic), application(topic));
      admin.alterConsumerGroupOffsets(group(topic), counted).all().get();
      admin.alterConsumerGroupOffsets(application(topic), merged).all().get();
      topic.add("anna", RandomFrames.START);
      topic.flush();
      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertThat(run.stdout()).as(run.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(run.stderr()).contains("but 1 were counted");
    }
  }

  /** As somebody else would set them, who knows nothing of our notes. */
  private static Map<TopicPartition, OffsetAndMetadata> offsets(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> bare = new HashMap<>();
    admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, known) -> bare.put(partition, new OffsetAndMetadata(known.offset())));
    return bare;
  }

  @Test
  void countsNewPartitions() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = counted();
        Admin admin = SharedPlatform.admin()) {
      admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(7))).all().get();
      try (FrameTopic wider =
          new FrameTopic(
              SharedPlatform.bootstrapServers(), SharedPlatform.registryUrl(), topic.name())) {
        RandomFrames.add(wider, 2, 1_000, 5);
        wider.flush();
      }
      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertThat(run.code()).as(run.stderr()).isZero();
      assertThat(run.stderr()).containsPattern("hold all 2,0\\d\\d frames counted");
    }
  }

  @Test
  void partialsThatWereNeverCommittedAreNoTrace() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = filled()) {
      CliRun merger = CounterRun.untilEnd(state, topic.name(), "--role", "merge");
      assertThat(merger.code()).as(merger.stderr()).isZero();
      abort(topic.name() + "-counts-partials");
      count(topic);
    }
  }

  /** As one that was cut off from Kafka for a week, and all others with it. */
  @Test
  void aRunningCounterDoesNotCountTwiceEither()
      throws ExecutionException, InterruptedException, IOException {
    try (FrameTopic topic = filled();
        Admin admin = SharedPlatform.admin();
        CounterProcess counter =
            CounterProcess.start(state, "--topic", topic.name(), "--state-dir", state.toString())) {
      awaitCounted(topic, counter);
      counter.freeze();
      forgetOnceEmpty(admin, group(topic));
      forgetOnceEmpty(admin, application(topic));
      counter.thaw();
      RandomFrames.add(topic, 2, 1_000, 5);
      assertThat(counter.exitCode()).as(counter.stderr()).isEqualTo(1);
      assertThat(counter.stderr()).contains("Kafka has forgotten how far partition ");
    }
  }

  /** A group can't be deleted before its members have missed their heartbeats. */
  private static void forgetOnceEmpty(Admin admin, String group) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsMatching(e -> e.getCause() instanceof GroupNotEmptyException)
        .untilAsserted(() -> forget(admin, group));
  }

  private static void awaitCounted(FrameTopic topic, CounterProcess counter) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> assertThat(show(topic)).as(counter.stderr()).isEqualTo(topic.expectedTsv()));
  }

  /** A topic of some thousand frames, all counted. */
  private FrameTopic counted() {
    FrameTopic topic = filled();
    count(topic);
    return topic;
  }

  private static FrameTopic filled() {
    FrameTopic topic = CounterRun.newTopic();
    RandomFrames.add(topic, 1, 1_000, 5);
    topic.flush();
    return topic;
  }

  private void count(FrameTopic topic) {
    CliRun run = CounterRun.untilEnd(state, topic.name());
    assertThat(run.stdout()).as(run.stderr()).isEqualTo(topic.expectedTsv());
    assertThat(run.code()).as(run.stderr()).isZero();
  }

  private static String application(FrameTopic topic) {
    return "framecount-" + topic.name() + "-counts";
  }

  private static String group(FrameTopic topic) {
    return application(topic) + "-combiner";
  }

  private static void forget(Admin admin, String... groups)
      throws ExecutionException, InterruptedException {
    admin.deleteConsumerGroups(List.of(groups)).all().get();
  }

  private static void assertRefused(CliRun run, String sentence) {
    assertThat(run.stderr()).contains(sentence).doesNotContain("\tat ");
    assertThat(run.stderr().lines()).hasSize(1);
    assertThat(run.stdout()).as(run.stderr()).isEmpty();
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
  }

  private static String show(FrameTopic topic) {
    return CounterRun.of("show", "--topic", topic.name(), "--format", "tsv").stdout();
  }

  /** Writes as a counter does that is killed before its first commit. */
  private static void abort(String topic) throws ExecutionException, InterruptedException {
    Map<String, Object> config =
        Map.of("bootstrap.servers", SharedPlatform.bootstrapServers(), "transactional.id", topic);
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, new byte[] {1})).get();
      producer.abortTransaction();
    }
  }
}
