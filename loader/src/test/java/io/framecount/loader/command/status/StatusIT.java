package io.framecount.loader.command.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.local.SharedPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StatusIT {
  private static final String LINE = "{\"uid\":\"a\",\"ts\":1468244384}\n";

  @TempDir Path directory;
  private final String topic = SharedPlatform.uniqueName("frames");

  @Test
  void saysThatThereAreNoLoads() {
    CliRun run = LoaderRun.status("--topic", topic);
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout())
        .as(run.stderr())
        .isEqualToIgnoringNewLines(
            "no loads into %s are known at %s".formatted(topic, SharedPlatform.bootstrapServers()));
    assertThat(LoaderRun.status("--topic", topic, "-o", "json").stdout().strip()).isEqualTo("[]");
  }

  @Test
  void showsHowFarEachFileIs() throws IOException {
    Path whole = Files.writeString(directory.resolve("a.jsonl"), LINE + "{oops\n");
    Path damaged = Files.write(directory.resolve("b.gz"), tornGzip(LINE.repeat(20_000)));
    Instant before = Instant.now();
    assertThat(LoaderRun.load(topic, "-f", whole.toString(), "--register").code()).isEqualTo(3);
    assertThat(LoaderRun.load(topic, "-f", damaged.toString()).code()).isEqualTo(1);

    JsonNode rows =
        new ObjectMapper().readTree(LoaderRun.status("-t", topic, "-o", "json").stdout());
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("file").asText()).isEqualTo(whole.toString());
    assertThat(rows.get(0).get("lines").asInt()).isEqualTo(2);
    assertThat(rows.get(0).get("bytes").asLong()).isEqualTo(Files.size(whole));
    assertThat(rows.get(0).get("frames").asInt()).isEqualTo(1);
    assertThat(rows.get(0).get("rejected").asInt()).isEqualTo(1);
    assertThat(rows.get(0).get("complete").asBoolean()).isTrue();
    assertThat(Instant.parse(rows.get(0).get("saved").asText()))
        .isBetween(before.minus(Duration.ofSeconds(1)), Instant.now());
    assertThat(rows.get(1).get("complete").asBoolean()).isFalse();
    int stoppedAt = rows.get(1).get("lines").asInt();
    assertThat(stoppedAt).isBetween(1, 19_999);

    assertThat(LoaderRun.status("-t", topic).stdout().lines())
        .hasSize(3)
        .element(2)
        .satisfies(
            row ->
                assertThat(row)
                    .containsPattern(
                        "stopped at line %,d, damaged near byte [0-9,]+ of the file: it ends too early  "
                            .formatted(stoppedAt)));
    assertThat(rows.get(1).get("damage").asText()).endsWith("of the file: it ends too early");
    assertThat(rows.get(0).has("damage")).isFalse();

    Files.write(damaged, gzip(LINE.repeat(20_000)));
    assertThat(LoaderRun.load(topic, "-f", damaged.toString()).code()).isZero();
    JsonNode mended =
        new ObjectMapper().readTree(LoaderRun.status("-t", topic, "-o", "json").stdout()).get(1);
    assertThat(mended.get("frames").asInt()).isEqualTo(20_000);
    assertThat(mended.get("complete").asBoolean()).isTrue();
    assertThat(mended.has("damage")).isFalse();

    // How wide the first column is depends on the other topics.
    assertThat(LoaderRun.status().stdout()).containsPattern(topic + " +" + whole);
  }

  @Test
  void forgetsAnEntryOfNothingOnceTheFileHasALine() throws IOException {
    Path file = Files.writeString(directory.resolve("a.jsonl"), "{\"uid\"");
    assertThat(LoaderRun.load(topic, "-f", file.toString(), "--register").code()).isEqualTo(3);
    assertThat(rows()).singleElement().asString().contains("line 1 has no end yet");
    Files.writeString(file, "{\"uid\":\"a\",");
    assertThat(LoaderRun.load(topic, "-f", file.toString()).code()).isEqualTo(3);
    assertThat(rows()).singleElement().asString().contains("line 1 has no end yet");
    Files.writeString(file, LINE);
    assertThat(LoaderRun.load(topic, "-f", file.toString()).code()).isZero();
    assertThat(rows()).singleElement().asString().contains("complete");
  }

  private List<String> rows() {
    return LoaderRun.status("-t", topic).stdout().lines().skip(1).toList();
  }

  @Test
  void doesNotCallCompleteWhatAnOpenTransactionMayHide() throws Exception {
    Path first = Files.writeString(directory.resolve("a.jsonl"), LINE);
    Path second = Files.writeString(directory.resolve("b.jsonl"), "\n" + LINE.repeat(10));
    assertThat(LoaderRun.load(topic, "-f", first.toString(), "--register").code()).isZero();
    try (KafkaProducer<byte[], byte[]> other = producer()) {
      other.initTransactions();
      other.beginTransaction();
      for (int partition = 0; partition < partitions(); partition++) {
        other.send(new ProducerRecord<>(topic, partition, null, new byte[] {1})).get();
      }
      CliRun load = LoaderRun.load(topic, "-f", second.toString());
      assertThat(load.stdout())
          .contains("holds all 10;", "readers do not see all of them yet: topic '" + topic + "'")
          .containsPattern("\\(producer other-of-" + topic + ", since 2\\S+Z\\)");
      assertThat(load.code()).as(load.stderr()).isZero();

      CliRun status = LoaderRun.status("-t", topic);
      assertThat(status.stdout())
          .containsPattern("a.jsonl .* complete +2")
          .containsPattern("b.jsonl .* complete, but an open transaction may hide it +2");
      assertThat(status.stderr()).contains("producer other-of-" + topic);
      assertThat(status.code()).isEqualTo(3);
      assertThat(LoaderRun.status("-t", topic, "-o", "json").stdout())
          .containsOnlyOnce("\"hidden\":true");

      other.abortTransaction();
      CliRun after = LoaderRun.status("-t", topic);
      assertThat(after.stdout()).doesNotContain("hide");
      assertThat(after.code()).as(after.stderr()).isZero();
    }
  }

  /** A loader that is killed in a commit leaves progress that may become true, or not. */
  @Test
  @SuppressWarnings({"deprecation", "removal"}) // of a group that nobody joins
  void nobodyGoesOnBeforeACommitIsDecided() throws Exception {
    Path file = Files.writeString(directory.resolve("a.jsonl"), LINE.repeat(10));
    assertThat(LoaderRun.load(topic, "-f", file.toString(), "--register").code()).isZero();
    String group =
        new ObjectMapper()
            .readTree(LoaderRun.status("-t", topic, "-o", "json").stdout())
            .get(0)
            .get("group")
            .asText();
    TopicPartition slot = new TopicPartition(topic, 0);
    try (KafkaProducer<byte[], byte[]> other = producer();
        Admin admin = SharedPlatform.admin()) {
      OffsetAndMetadata progress =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().get(slot);
      other.initTransactions();
      other.beginTransaction();
      other.sendOffsetsToTransaction(Map.of(slot, progress), new ConsumerGroupMetadata(group));

      CliRun status = LoaderRun.status("-t", topic);
      assertThat(status.stdout()).contains("complete, and a commit that is not decided");
      assertThat(status.code()).isEqualTo(3);

      CompletableFuture<CliRun> again =
          CompletableFuture.supplyAsync(() -> LoaderRun.load(topic, "-f", file.toString()));
      Thread.sleep(3_000);
      assertThat(again).isNotDone();
      other.commitTransaction();
      assertThat(again.get().stdout()).contains("loaded 0 frames", "10 lines were already loaded");
    }
  }

  private int partitions() {
    try (Admin admin = SharedPlatform.admin()) {
      return admin
          .describeTopics(List.of(topic))
          .topicNameValues()
          .get(topic)
          .get()
          .partitions()
          .size();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            SharedPlatform.bootstrapServers(),
            "transactional.id",
            "other-of-" + topic,
            "transaction.timeout.ms",
            300_000);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static byte[] tornGzip(String text) throws IOException {
    byte[] whole = gzip(text);
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
