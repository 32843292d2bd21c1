package io.framecount.loader.outage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.avro.WireFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Numbered frames: written as lines, and read back from Kafka as numbers. */
final class Frames {
  private static final long FIRST_TS = 1_468_244_384_000L;
  private static final int USERS = 7;

  private Frames() {}

  private static String line(int number) {
    return "{\"uid\":\"user-%d\",\"ts\":%d}\n".formatted(number % USERS, FIRST_TS + number);
  }

  /** The lines with these numbers. */
  static String lines(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append(line(i));
    }
    return lines.toString();
  }

  static Path file(Path file, int count) throws IOException {
    return Files.writeString(file, lines(0, count));
  }

  /** A file in which every so many lines one is not a frame but its bare number. */
  static Path fileWithBadLines(Path file, int count, int badEvery) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int i = 0; i < count; i++) {
        writer.write(i % badEvery == 0 ? i + "\n" : line(i));
      }
    }
    return file;
  }

  /** The numbers of the committed frames in the topic, partition by partition. */
  static List<Integer> committed(String bootstrapServers, String topic) {
    List<Integer> numbers = new ArrayList<>();
    Map<String, Integer> last = new HashMap<>();
    read(bootstrapServers, topic, record -> add(record, numbers, last));
    return numbers;
  }

  /** The numbers of the committed records in the topic of dead letters. */
  static List<Integer> deadLetters(String bootstrapServers, String topic) {
    List<Integer> numbers = new ArrayList<>();
    read(
        bootstrapServers,
        topic + "-dlq",
        record -> numbers.add(Integer.valueOf(new String(record.value(), UTF_8))));
    return numbers;
  }

  private static void read(
      String bootstrapServers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(reader);
      }
    }
  }

  private static void add(
      ConsumerRecord<byte[], byte[]> record, List<Integer> numbers, Map<String, Integer> last) {
    int header = WireFormat.HEADER_BYTES;
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(record.value(), header, record.value().length - header, null);
    try {
      String user = decoder.readString();
      int number = (int) (decoder.readLong() - FIRST_TS);
      Integer before = last.put(user, number);
      if (before != null && before > number) {
        throw new AssertionError(
            "%s: frame %d came after frame %d".formatted(user, number, before));
      }
      numbers.add(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
