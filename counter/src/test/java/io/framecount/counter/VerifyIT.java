package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.local.SharedPlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyIT {
  @TempDir private Path state;

  @Test
  void holdsAfterACountAndBeforeItGoesOn() {
    try (FrameTopic topic = counted()) {
      CliRun run = verify(topic, "table");
      assertThat(run.stdout())
          .containsPattern("total +1,02\\d +1,02\\d +2 +0 +0\n")
          .containsPattern("windows \\(minute\\): 1,02\\d frames, and 0 not yet merged\n")
          .contains("dead letters: 2\n");
      assertThat(run.stderr()).startsWith("holds: frames read = counted + set aside");
      assertThat(run.code()).isZero();

      topic.add("anna", RandomFrames.START);
      topic.flush();
      CliRun later = verify(topic, "json");
      assertThat(later.stdout())
          .startsWith("{\"holds\":true,\"provisional\":false,\"counters\":0,")
          .contains("\"lag\":1,\"missing\":0,\"cut_off\":0,\"merged\":{\"minute\":")
          .contains("\"dead_letters\":2,")
          .endsWith("\"problems\":[]}\n");
      assertThat(later.code()).as(later.stderr()).isZero();
    }
  }

  @Test
  void holdsProvisionallyOrWhollyBesideARunningCounter() {
    try (FrameTopic topic = counted();
        CounterProcess counter =
            CounterProcess.start(state, "--topic", topic.name(), "--state-dir", state.toString())) {
      for (int round = 0; round < 5; round++) {
        RandomFrames.add(topic, round, 2_000, 3);
        CliRun run = verify(topic, "json");
        assertThat(run.code()).as(run.stderr() + run.stdout() + counter.stderr()).isZero();
        assertThat(run.stdout()).startsWith("{\"holds\":true,");
      }
    }
  }

  @Test
  void failsIfAWindowIsDeleted() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = counted()) {
      send(topic.name() + "-counts", "MINUTE/2016-07-11T13:39:00Z");
      assertFails(topic, "the windows (minute) of topic '" + topic.name() + "-counts' hold");
    }
  }

  @Test
  void failsIfAnOffsetIsSetBack() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = counted();
        Admin admin = SharedPlatform.admin()) {
      String group = "framecount-" + topic.name() + "-counts-combiner";
      var offset = Map.of(new TopicPartition(topic.name(), 0), new OffsetAndMetadata(0));
      admin.alterConsumerGroupOffsets(group, offset).all().get();
      assertFails(topic, "was the topic, or an offset of group " + group);
    }
  }

  @Test
  void failsIfADeadLetterIsMissing() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = counted();
        Admin admin = SharedPlatform.admin()) {
      admin.deleteTopics(java.util.List.of(topic.name() + "-dlq")).all().get();
      assertFails(topic, "holds 0 frames of this count, but 2 were set aside");
    }
  }

  @Test
  void saysThatNothingIsCounted() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      CliRun run = CounterRun.of("verify", "--topic", topic.name());
      assertThat(run.stderr()).contains("topic '" + topic.name() + "-counts' does not exist");
      assertThat(run.code()).isEqualTo(1);
      assertThat(CounterRun.of("verify").code()).isEqualTo(2);
    }
  }

  /** A topic of some thousand frames, two of which are set aside, all counted. */
  private FrameTopic counted() {
    FrameTopic topic = CounterRun.newTopic();
    RandomFrames.add(topic, 1, 1_000, 5);
    topic.send("anna", -1);
    topic.send("boris", -1);
    topic.flush();
    CounterRun.untilEnd(state, topic.name());
    return topic;
  }

  private static CliRun verify(FrameTopic topic, String format) {
    return CounterRun.of("verify", "--topic", topic.name(), "--format", format);
  }

  private static void assertFails(FrameTopic topic, String sentence) {
    CliRun run = verify(topic, "tsv");
    assertThat(run.stderr()).contains(sentence);
    assertThat(run.stderr().lines()).hasSize(1);
    assertThat(run.stdout()).startsWith("partition\tread\tcounted\tset_aside\tlag\tmissing\n");
    assertThat(run.code()).isEqualTo(1);
  }

  /** Deletes what has this key, as compaction takes it. */
  private static void send(String topic, String key)
      throws ExecutionException, InterruptedException {
    Map<String, Object> config = Map.of("bootstrap.servers", SharedPlatform.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, bytes, null)).get();
    }
  }
}
