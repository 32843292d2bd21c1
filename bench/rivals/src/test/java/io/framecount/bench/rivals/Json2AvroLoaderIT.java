package io.framecount.bench.rivals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.Frame;
import io.framecount.common.avro.WireSerdes;
import io.framecount.local.SharedPlatform;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Json2AvroLoaderIT {
  private static final Instant TS = Instant.parse("2016-07-11T13:39:44Z");

  @TempDir Path directory;

  @Test
  void loadsLinesAsFrames() throws Exception {
    Path file = directory.resolve("stream.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{\"uid\":\"ada\",\"ts\":1468244384,\"x\":{\"uid\":1}}\n".getBytes(UTF_8));
      out.write("{\"ts\":1468244384,\"y\":[],\"uid\":\"grace\"}\n".getBytes(UTF_8));
    }
    String topic = SharedPlatform.newTopic("frames", 1);
    Rival.Run run =
        Rival.run(
            directory, "json2avro", SharedPlatform.bootstrapServers(), topic, file.toString());

    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(read(new TopicPartition(topic, 0)))
        .containsExactly(new Frame("ada", TS), new Frame("grace", TS));
  }

  private static List<Frame> read(TopicPartition partition) {
    List<Frame> frames = new ArrayList<>();
    try (KafkaConsumer<String, Frame> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", SharedPlatform.bootstrapServers()),
            new StringDeserializer(),
            new WireSerdes(id -> Frame.getClassSchema()).deserializer(Frame.getClassSchema()))) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, Frame> record : consumer.poll(Duration.ofMillis(100))) {
          assertThat(record.key()).isEqualTo(record.value().getUid());
          frames.add(record.value());
        }
      }
    }
    return frames;
  }
}
