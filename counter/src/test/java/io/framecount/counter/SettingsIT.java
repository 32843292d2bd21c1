package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.cli.CliRun;
import io.framecount.counter.names.CountNames;
import io.framecount.local.SharedPlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A count goes on as it was begun, or not at all. */
class SettingsIT {
  @TempDir private Path state;

  @Test
  void otherSettingsAreRefusedAndTheSameAreNot() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      assertThat(CounterRun.untilEnd(state, topic.name()).code()).isZero();
      assertRefused(
          CounterRun.untilEnd(state, topic.name(), "--windows", "minute,hour"),
          "--windows minute, not --windows minute,hour; use the same");
      assertRefused(
          CounterRun.untilEnd(state, topic.name(), "--method", "theta:4096"),
          "--method theta:65536, not --method theta:4096");
      assertRefused(
          CounterRun.untilEnd(state, topic.name(), "--zone", "Asia/Kolkata"),
          "--zone UTC, not --zone Asia/Kolkata");

      topic.add("boris", RandomFrames.START + 1);
      topic.flush();
      CliRun same = CounterRun.untilEnd(state, topic.name(), "--method", "theta:65536");
      assertThat(same.stdout()).as(same.stderr()).isEqualTo(topic.expectedTsv());
      CliRun elsewhere =
          CounterRun.untilEnd(
              state, topic.name(), "--windows", "year", "--output", topic.name() + "-years");
      assertThat(elsewhere.stdout())
          .as(elsewhere.stderr())
          .isEqualTo("window\tstart\tframes\tunique_users\nyear\t2016-01-01T00:00:00Z\t2\t2\n");
    }
  }

  @Test
  void instancesAtTheSameTimeMustAgreeBeforeAnythingIsCommitted() {
    try (FrameTopic topic = CounterRun.newTopic();
        var other = memberWithOtherSettings(topic.name())) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      while (other.assignment().isEmpty()) {
        other.poll(Duration.ofMillis(100));
      }
      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertThat(run.stderr()).contains("now with other settings").doesNotContain("\tat ");
      assertThat(run.stdout()).as(run.stderr()).isEmpty();
      assertThat(run.code()).as(run.stderr()).isEqualTo(2);
    }
  }

  @Test
  void framesAndTheCountsOfOthersAreNoOutput() {
    try (FrameTopic topic = CounterRun.newTopic();
        FrameTopic other = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      // No frame yet, but it will have some: the subject tells.
      assertRefused(
          CounterRun.untilEnd(state, topic.name(), "--output", other.name()),
          "topic '%s' holds io.framecount.Frame, not counts".formatted(other.name()));
      other.send(new byte[0], "text".getBytes(StandardCharsets.UTF_8));
      other.add("boris", RandomFrames.START);
      other.flush();
      assertRefused(
          CounterRun.untilEnd(state, topic.name(), "--output", other.name()),
          "topic '%s' holds io.framecount.Frame, not counts".formatted(other.name()));
      CliRun counted = CounterRun.untilEnd(state, other.name());
      assertThat(counted.stdout()).as(counted.stderr()).isEqualTo(other.expectedTsv());
      String counts = other.name() + "-counts";
      CliRun run = CounterRun.untilEnd(state, topic.name(), "--output", counts);
      assertRefused(
          run, "topic '%s' holds the counts of topic '%s'".formatted(counts, other.name()));
      assertThat(run.stderr()).doesNotContain("delete");
      assertRefused(
          CounterRun.of("verify", "--topic", topic.name(), "--output", counts),
          "holds the counts of topic '%s'".formatted(other.name()));
      assertRefused(
          CounterRun.untilEnd(state, topic.name(), "--output", counts + "-late"),
          "holds io.framecount.Partial, not counts");
      CliRun still = CounterRun.of("show", "--output", counts, "--format", "tsv");
      assertThat(still.stdout()).as(still.stderr()).isEqualTo(other.expectedTsv());
    }
  }

  @Test
  void topicsFromWhichKafkaWouldDeleteWhatACountNeedsAreNamed()
      throws ExecutionException, InterruptedException {
    String output = SharedPlatform.newTopic("own-counts", 1);
    try (FrameTopic topic = CounterRun.newTopic();
        Admin admin = SharedPlatform.admin()) {
      NewTopic partials = new NewTopic(output + "-partials", 1, (short) 1);
      partials.configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(partials)).all().get();
      topic.add("anna", RandomFrames.START);
      topic.flush();
      CliRun run = CounterRun.untilEnd(state, topic.name(), "--output", output);
      assertThat(run.stdout()).as(run.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(run.stderr())
          .contains("topic '%s' is not only compacted (cleanup.policy), so".formatted(output))
          .contains("topic '%s-partials' is compacted (cleanup.policy), so".formatted(output))
          .doesNotContain("topic '%s-late' is".formatted(output));
      CliRun usual = CounterRun.untilEnd(state, topic.name());
      assertThat(CounterRun.untilEnd(state, topic.name()).stderr())
          .as(usual.stderr())
          .doesNotContain("cleanup.policy");
    }
  }

  @Test
  void recordsWithoutASubjectAreNoCountsEither() {
    String text = SharedPlatform.newTopic("text", 1);
    try (FrameTopic topic = CounterRun.newTopic();
        FrameTopic sender =
            new FrameTopic(SharedPlatform.bootstrapServers(), SharedPlatform.registryUrl(), text)) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      sender.send(new byte[0], "text".getBytes(StandardCharsets.UTF_8));
      sender.flush();
      FrameTopic.delete(SharedPlatform.registryUrl(), text + "-value");
      assertRefused(
          CounterRun.untilEnd(state, topic.name(), "--output", text),
          "holds records that are not Avro with a schema id, not counts");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "frames, frames, topic 'frames' would be used for two things",
    "out-partials, out, topic 'out-partials' would be used for two things",
    "out-late, out, topic 'out-late' would be used for two things",
    "frames, frames-dlq, topic 'frames-dlq' would be used for two things",
    "framecount-out-windows-changelog, out, topic 'framecount-out-windows-changelog' would be used",
    "frames, a b, is not a valid topic name"
  })
  void namesThatCanNotBeAreUsageErrors(String topic, String output, String sentence) {
    CliRun run = CounterRun.untilEnd(state, topic, "--output", output);
    assertThat(run.stderr()).contains(sentence, "name another --output");
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
  }

  @Test
  void longNamesAreRefusedBeforeAnythingIsMade() {
    // framecount-…-windows-changelog has 36 - 7 characters besides the output.
    String output = "o".repeat(249 - 29);
    CliRun run = CounterRun.untilEnd(state, "frames", "--output", output + "o");
    assertThat(run.stderr())
        .contains("-windows-changelog' has 250 characters, and Kafka takes 249 at most");
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
    CliRun fits = CounterRun.untilEnd(state, SharedPlatform.uniqueName("none"), "--output", output);
    assertThat(fits.stderr()).contains("does not exist");
    CliRun letters = CounterRun.untilEnd(state, "f".repeat(246), "--output", "o");
    assertThat(letters.stderr()).contains("its dead letters would be in topic");
    assertThat(letters.code()).as(letters.stderr()).isEqualTo(2);
  }

  @Test
  void secondsInAPlainLongAreRefusedUntilTheUnitIsSaid() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      for (int i = 0; i < 20; i++) {
        sendPlain(topic, "u" + i, 1_468_244_340 + i);
      }
      CliRun unsaid = CounterRun.untilEnd(state, topic.name());
      assertThat(unsaid.stderr())
          .contains("can't be counted so: field 'ts' is the plain number 14682443")
          .contains("which is 1970-01-17T23:50:44.3")
          .contains("say --epoch-unit seconds");
      assertThat(unsaid.code()).isEqualTo(4);
      assertThat(unsaid.stdout()).isEmpty();

      String right = "minute\tframes\tunique_users\n2016-07-11T13:39:00Z\t20\t20\n";
      CliRun seconds = CounterRun.untilEnd(state, topic.name(), "--epoch-unit", "seconds");
      assertThat(seconds.stdout()).as(seconds.stderr()).isEqualTo(right);
      assertThat(seconds.code()).isZero();
      assertRefused(
          CounterRun.untilEnd(state, topic.name(), "--epoch-unit", "auto"),
          "--epoch-unit seconds, not --epoch-unit auto");
      CliRun recounted =
          CounterRun.of(
              "recount", "--topic", topic.name(), "--window", "MINUTE/2016-07-11T13:39:00Z");
      assertThat(recounted.code()).as(recounted.stdout() + recounted.stderr()).isZero();
      CliRun magnitude =
          CounterRun.untilEnd(
              state, topic.name(), "--epoch-unit", "auto", "--output", topic.name() + "-auto");
      assertThat(magnitude.stdout()).as(magnitude.stderr()).isEqualTo(right);
      CliRun compared = CounterRun.of("compare", "--topic", topic.name(), "--format", "tsv");
      assertThat(compared.stderr()).contains("20 values taken, 0 records set aside");
    }
  }

  /** Without an offset's note of whose clocks they are, as that version leaves it. */
  @Test
  void localTimesOfACountThatAnEarlierVersionBeganStayUtc()
      throws ExecutionException, InterruptedException {
    String[] zone = {"--zone", "Europe/Berlin"};
    try (FrameTopic topic = CounterRun.newTopic();
        Admin admin = SharedPlatform.admin()) {
      sendLocal(topic, "anna", RandomFrames.START);
      CliRun first = CounterRun.untilEnd(state, topic.name(), zone);
      assertThat(first.stdout()).as(first.stderr()).isEqualTo(minute("11:39", 1));
      String group = "framecount-%s-counts-combiner".formatted(topic.name());
      Map<TopicPartition, OffsetAndMetadata> noted =
          new HashMap<>(
              admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
      noted.replaceAll(
          (partition, offset) ->
              new OffsetAndMetadata(
                  offset.offset(), offset.metadata().replace(" local-zone=Europe/Berlin", "")));
      admin.alterConsumerGroupOffsets(group, noted).all().get();

      sendLocal(topic, "boris", RandomFrames.START);
      CliRun later = CounterRun.untilEnd(state, topic.name(), zone);
      assertThat(later.stdout())
          .as(later.stderr())
          .isEqualTo(minute("11:39", 1) + "2016-07-11T13:39:00Z\t1\t1\n");
      assertThat(later.stderr())
          .contains(
              "topic '%s-counts' was begun by an earlier version of the counter, which took local-timestamp-* as UTC, and goes on so; to have it in Europe/Berlin, count into another --output"
                  .formatted(topic.name()));
      assertThat(CounterRun.untilEnd(state, topic.name(), zone).stderr()).contains("goes on so");
    }
  }

  private static String minute(String clock, int frames) {
    return "minute\tframes\tunique_users\n2016-07-11T%s:00Z\t%d\t%d\n"
        .formatted(clock, frames, frames);
  }

  private static void sendLocal(FrameTopic topic, String user, long time) {
    Schema local = LogicalTypes.localTimestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    send(topic, user, time, local);
  }

  @Test
  void framesOfAnotherUnitAreSetAsideOneByOne() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      for (long time : new long[] {1_468_244_340_000L, 1_468_244_341, 1_468_244_342_000L}) {
        sendPlain(topic, "anna", time);
      }
      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertThat(run.stdout())
          .as(run.stderr())
          .isEqualTo("minute\tframes\tunique_users\n2016-07-11T13:39:00Z\t2\t1\n");
      assertThat(run.code()).isEqualTo(3);
    }
  }

  /** A frame whose time is a long without a logical type. */
  private static void sendPlain(FrameTopic topic, String user, long time) {
    send(topic, user, time, Schema.create(Schema.Type.LONG));
  }

  private static void send(FrameTopic topic, String user, long time, Schema type) {
    int id =
        FrameTopic.register(
            SharedPlatform.registryUrl(),
            topic.name() + "-value",
            SchemaBuilder.record("Frame")
                .fields()
                .requiredString("uid")
                .name("ts")
                .type(type)
                .noDefault()
                .endRecord());
    byte[] value = topic.frame(user, time);
    WireFormat.writeHeader(value, id);
    topic.send(user.getBytes(StandardCharsets.UTF_8), value);
    topic.flush();
  }

  @ParameterizedTest
  @CsvSource({
    "--windows, '7m', minutes or hours that divide a day",
    "--zone, Nowhere, no time zone is called 'Nowhere'",
    "--method, magic, 'there are theta, hll, ull, linear, exact'",
    "--max-groups, 0, must be 1 or more"
  })
  void settingsThatDoNotExistAreUsageErrors(String option, String value, String sentence) {
    CliRun run = CounterRun.untilEnd(state, "frames", option, value);
    assertThat(run.stderr()).contains(sentence);
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
  }

  @Test
  void aGroupThatIsNowhereIsAMistake() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      CliRun run = CounterRun.untilEnd(state, topic.name(), "--by", "country");
      assertThat(run.stderr())
          .contains(
              "has no field 'country', nor an alias of that name in any version; its fields are uid, ts");
      assertThat(run.code()).as(run.stderr()).isEqualTo(4);
    }
  }

  @Test
  void framesFromBeforeTheFieldWasAddedHaveNoGroup() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      FrameTopic.register(
          SharedPlatform.registryUrl(),
          topic.name() + "-value",
          SchemaBuilder.record("Frame")
              .fields()
              .requiredString("uid")
              .requiredLong("ts")
              .optionalString("country")
              .endRecord());
      CliRun run = CounterRun.untilEnd(state, topic.name(), "--by", "country");
      assertThat(run.stdout())
          .as(run.stderr())
          .isEqualTo("minute\tcountry\tframes\tunique_users\n2016-07-11T13:39:00Z\t(none)\t1\t1\n");
      assertThat(run.code()).as(run.stderr()).isZero();
    }
  }

  private static void assertRefused(CliRun run, String sentence) {
    assertThat(run.stderr()).contains(sentence).doesNotContain("\tat ");
    assertThat(run.stderr().lines()).hasSize(1);
    assertThat(run.stdout()).as(run.stderr()).isEmpty();
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
  }

  private static KafkaConsumer<byte[], byte[]> memberWithOtherSettings(String topic) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            SharedPlatform.bootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            new CountNames(topic, topic + "-counts").combinerGroup(),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName());
    var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
    return consumer;
  }
}
