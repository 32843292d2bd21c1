package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.counter.metrics.CountMonitor;
import io.framecount.counter.run.TransactionWatch;
import io.framecount.local.SharedPlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
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
          .containsPattern("total +1,02\\d +1,02\\d +2 +0 +0 +0\n")
          .containsPattern("windows \\(minute\\): 1,02\\d frames, and 0 not yet merged\n")
          .contains("dead letters: 2\n");
      assertThat(run.stderr()).startsWith("holds: frames read = counted + set aside");
      assertThat(run.code()).isZero();

      topic.add("anna", RandomFrames.START);
      topic.flush();
      CliRun later = verify(topic, "json");
      assertThat(later.stdout())
          .startsWith("{\"holds\":true,\"provisional\":false,\"counters\":0,")
          .contains(
              "\"lag\":1,\"missing\":0,\"cut_off\":0,\"passed_over\":{},\"merged\":{\"minute\":")
          .contains("\"dead_letters\":2,\"hidden\":0,\"verdict\":\"holds\",")
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
  void canNotTellWhatAnOpenTransactionHides() {
    try (FrameTopic topic = counted();
        var other = openTransaction(topic.name())) {
      String before = topic.expectedTsv();
      for (int i = 0; i < 10; i++) {
        topic.add("user" + i, RandomFrames.START);
      }
      topic.flush();
      CliRun count = CounterRun.untilEnd(state, topic.name(), "--transaction-wait", "1s");
      assertThat(count.stdout()).isEqualTo(before);
      assertThat(count.stderr())
          .contains("not all is counted: topic '" + topic.name() + "', partition 0: ")
          .containsPattern(
              "offsets from \\d+ on lie behind a transaction that is still open \\(producer"
                  + " other-of-frames\\S+, since 2\\S+Z\\); try again when it has ended, at the"
                  + " latest by 2\\S+Z\n");
      assertThat(count.code()).isEqualTo(3);

      CliRun json = verify(topic, "json", "--transaction-wait", "0s");
      assertThat(json.stdout())
          .startsWith("{\"holds\":false,")
          .contains("\"hidden\":14,\"verdict\":\"unknown\",")
          .contains("\"lag\":0,\"missing\":0,")
          .endsWith("\"problems\":[]}\n");
      assertThat(json.stderr()).contains("can't tell, though what can be seen holds: topic '");
      assertThat(json.code()).isEqualTo(3);
      assertThat(verify(topic, "tsv", "--transaction-wait", "0s").stdout())
          .containsPattern("total\t1\\d+\t1\\d+\t2\t0\t0\t14\t0\n");

      other.abortTransaction();
      assertThat(verify(topic, "table").stderr())
          .startsWith("holds: ")
          .containsPattern("; 18 offsets up to the end of the topic are not counted yet\n");
      CliRun rest = CounterRun.untilEnd(state, topic.name());
      assertThat(rest.stdout()).isEqualTo(topic.expectedTsv());
      assertThat(rest.code()).as(rest.stderr()).isZero();
      assertThat(verify(topic, "json").stdout()).startsWith("{\"holds\":true,");
    }
  }

  @Test
  void warnsOfACompactedSource() throws Exception {
    try (FrameTopic topic = counted();
        Admin admin = SharedPlatform.admin()) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
      var compact = new ConfigEntry("cleanup.policy", "compact");
      admin
          .incrementalAlterConfigs(
              Map.of(resource, List.of(new AlterConfigOp(compact, AlterConfigOp.OpType.SET))))
          .all()
          .get();
      String warning =
          "topic '" + topic.name() + "' is compacted (cleanup.policy), so of all frames";
      assertThat(verify(topic, "tsv").stderr()).startsWith("holds: ").contains("is compacted");
      assertThat(CounterRun.untilEnd(state, topic.name()).stderr()).contains(warning);
    }
  }

  @Test
  void aCountWaitsForATransactionToEnd() throws Exception {
    try (FrameTopic topic = counted();
        var other = openTransaction(topic.name());
        KafkaConnection kafka =
            KafkaConnection.open(
                new KafkaOptions().elsewhere(SharedPlatform.bootstrapServers(), null))) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      CompletableFuture<CliRun> count =
          CompletableFuture.supplyAsync(() -> CounterRun.untilEnd(state, topic.name()));
      watchesALiveCounter(kafka, topic.name());
      Thread.sleep(6_000);
      assertThat(count).isNotDone();
      other.abortTransaction();
      CliRun run = count.get();
      assertThat(run.stdout()).isEqualTo(topic.expectedTsv());
      assertThat(run.stderr())
          .contains("waiting up to 75 s for topic '" + topic.name() + "', partition 0: ")
          .doesNotContain("not all is counted");
      assertThat(run.code()).as(run.stderr()).isZero();

      watch.look(TopicEnd.of(kafka, topic.name()), Duration.ofMinutes(5).toNanos());
      assertThat(said).hasSize(2);
      assertThat(said.get(1)).contains("has ended, counting goes on");
      assertThat(hidden).isZero();
    }
  }

  /** Another program's, as the counter's own last ten seconds at most. */
  @Test
  void saysThatItWaitsForATransactionOnItsOwnTopic() throws Exception {
    try (FrameTopic topic = counted();
        var other = openTransaction(topic.name() + "-counts-partials");
        KafkaConnection kafka =
            KafkaConnection.open(
                new KafkaOptions().elsewhere(SharedPlatform.bootstrapServers(), null))) {
      String place = "topic '" + topic.name() + "-counts-partials', partition ";
      topic.add("anna", RandomFrames.START);
      topic.flush();
      CliRun given = CounterRun.untilEnd(state, topic.name(), "--transaction-wait", "4s");
      assertThat(given.stderr())
          .contains("waiting up to 4 s for " + place)
          .contains("counter: " + place)
          .contains("lie behind a transaction that is still open (producer other-of-");
      assertThat(given.stdout()).isEmpty();
      assertThat(given.code()).isEqualTo(1);

      watch = TransactionWatch.ofPartials(kafka, topic.name() + "-counts-partials", said::add);
      watch.look(TopicEnd.of(kafka, topic.name() + "-counts-partials"), 0);
      watch.look(
          TopicEnd.of(kafka, topic.name() + "-counts-partials"), Duration.ofSeconds(80).toNanos());
      assertThat(said)
          .singleElement()
          .asString()
          .startsWith("nothing is merged there any more: " + place);

      CompletableFuture<CliRun> verified =
          CompletableFuture.supplyAsync(() -> verify(topic, "json"));
      CompletableFuture<CliRun> counted =
          CompletableFuture.supplyAsync(() -> CounterRun.untilEnd(state, topic.name()));
      Thread.sleep(7_000);
      other.abortTransaction();
      assertThat(verified.get().stderr())
          .startsWith("waiting up to 30 s for " + place)
          .contains("\nholds: ");
      assertThat(counted.get().stderr()).contains("waiting up to 75 s for " + place);
      assertThat(counted.get().stdout()).isEqualTo(topic.expectedTsv());
    }
  }

  private TransactionWatch watch;
  private long hidden;
  private Duration standstill;
  private final List<String> said = new ArrayList<>();

  private void watchesALiveCounter(KafkaConnection kafka, String topic) {
    CountMonitor monitor =
        new CountMonitor() {
          @Override
          public void hidden(long offsets, Duration since) {
            hidden = offsets;
            standstill = since;
          }
        };
    watch = TransactionWatch.ofFrames(kafka, topic, monitor, said::add);
    watch.look(TopicEnd.of(kafka, topic), Duration.ofSeconds(100).toNanos());
    assertThat(hidden).isEqualTo(5);
    assertThat(standstill).isZero();
    watch.look(TopicEnd.of(kafka, topic), Duration.ofSeconds(160).toNanos());
    assertThat(said).isEmpty();
    watch.look(TopicEnd.of(kafka, topic), Duration.ofMinutes(3).toNanos());
    watch.look(TopicEnd.of(kafka, topic), Duration.ofSeconds(200).toNanos());
    assertThat(standstill).hasSeconds(100);
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("nothing is counted there any more: topic '" + topic + "', partition 0: ");
  }

  /** One with a record in each partition, as a killed producer leaves it. */
  private static KafkaProducer<byte[], byte[]> openTransaction(String topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            SharedPlatform.bootstrapServers(),
            "transactional.id",
            "other-of-" + topic,
            "transaction.timeout.ms",
            300_000);
    var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    for (int partition = 0; partition < 4; partition++) {
      var unused = producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1}));
    }
    producer.flush();
    return producer;
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

  private static CliRun verify(FrameTopic topic, String format, String... more) {
    List<String> args =
        new ArrayList<>(List.of("verify", "--topic", topic.name(), "--format", format));
    args.addAll(List.of(more));
    return CounterRun.of(args.toArray(String[]::new));
  }

  private static void assertFails(FrameTopic topic, String sentence) {
    CliRun run = verify(topic, "tsv");
    assertThat(run.stderr()).contains(sentence);
    assertThat(run.stderr().lines()).hasSize(1);
    assertThat(run.stdout())
        .startsWith("partition\tread\tcounted\tset_aside\tlag\tmissing\thidden\tpassed_over\n");
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
