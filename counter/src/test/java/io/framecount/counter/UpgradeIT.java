package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.cli.CliRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters of two releases, whose contracts differ, count in one group. */
class UpgradeIT {
  private static final int PARTITIONS = 4;

  @TempDir private Path directory;

  @Test
  void twoReleasesCountTogetherAndTakeOverFromEachOther() throws IOException, InterruptedException {
    String next = NextContracts.classPath(directory);
    try (LiveCount count = liveCount()) {
      String output = count.topic().name() + "-counts";
      count.flow(2);
      CounterProcess old = count.startCounter();
      count.awaitTable();

      CounterProcess unasked = count.startCounterOf(next);
      assertThat(unasked.exitCode()).as(unasked.stderr()).isEqualTo(4);
      assertThat(unasked.stderr())
          .contains("holds another schema", "run again with --register to add it as a new version");

      CounterProcess newer = count.startCounterOf(next, "--register");
      // Side by side, until both have written rows.
      Set<Integer> writers = new HashSet<>();
      while (writers.size() < 2 && newer.running()) {
        count.flow(1);
        writers.addAll(schemaIds(output));
      }
      assertThat(newer.running()).as(newer.stderr()).isTrue();
      count.awaitTable();

      // The newer one restores what the old one kept, and counts on.
      old.kill();
      count.flow(3);
      count.awaitTable();

      // And the other way round: back to the old release.
      CounterProcess again = count.startCounter();
      count.flow(2);
      newer.interrupt();
      assertThat(newer.exitCode()).as(newer.stderr()).isEqualTo(130);
      count.flow(2);
      count.awaitTable();
      assertThat(again.running()).as(again.stderr()).isTrue();
      count.requireExact();
    }
  }

  @Test
  void stateOfAFormatThatIsNotKnownIsRefused() throws InterruptedException {
    try (LiveCount count = liveCount()) {
      count.flow(1);
      count.requireExact();
      String topic = count.topic().name();
      noteFormat("framecount-" + topic + "-counts-agenda-changelog", 2);
      count.flow(1);
      CliRun run = CounterRun.untilEnd(directory, topic);
      assertThat(run.stderr())
          .contains("merging stopped: a newer version of the counter wrote the state (format 2,");
      assertThat(run.code()).isEqualTo(1);
    }
  }

  private LiveCount liveCount() {
    return new LiveCount(
        directory,
        SharedPlatform.bootstrapServers(),
        SharedPlatform.registryUrl(),
        SharedPlatform.newTopic("frames", PARTITIONS));
  }

  /** Under which schemas the rows of a topic are written. */
  private static Set<Integer> schemaIds(String topic) {
    Set<Integer> ids = new HashSet<>();
    Map<String, Object> config = Map.of("bootstrap.servers", SharedPlatform.bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(row -> ids.add(WireFormat.schemaId(row.value())));
      }
    }
    return ids;
  }

  /** Does what a version does that keeps its state otherwise. */
  private static void noteFormat(String changelog, int format) {
    Map<String, Object> config = Map.of("bootstrap.servers", SharedPlatform.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] key = {(byte) 0xff};
      byte[] value = {0, 0, 0, (byte) format};
      for (int partition = 0; partition < PARTITIONS; partition++) {
        Future<RecordMetadata> unused =
            producer.send(new ProducerRecord<>(changelog, partition, key, value));
      }
      producer.flush();
    }
  }
}
