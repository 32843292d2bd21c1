package io.framecount.loader.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** A topic as other programs fill it. */
record RawTopic(String bootstrapServers, String name) {
  void create(int partitions) {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Awaitility.await().ignoreExceptions().until(() -> describe() == partitions);
  }

  private int describe() throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      return admin.describeTopics(Set.of(name)).allTopicNames().get().get(name).partitions().size();
    }
  }

  void delete() {
    try (Admin admin = admin()) {
      admin.deleteTopics(Set.of(name)).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Awaitility.await()
        .until(
            () -> {
              try {
                describe();
                return false;
              } catch (ExecutionException e) {
                return e.getCause() instanceof UnknownTopicOrPartitionException;
              }
            });
  }

  /** Deletes the records of a partition before an offset, as retention does. */
  void deleteBefore(int partition, long offset) {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends values without keys to one partition. */
  void send(int partition, String... values) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String value : values) {
      records.add(new ProducerRecord<>(name, partition, null, value.getBytes(UTF_8)));
    }
    send(records);
  }

  /** Sends frames of users named by a prefix and a number, spread over the partitions. */
  void sendFrames(String prefix, int count, int partitions) {
    send(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new ProducerRecord<byte[], byte[]>(
                        name, i % partitions, null, frame(prefix + i).getBytes(UTF_8)))
            .toList());
  }

  /** Sends one record. */
  void send(byte[] key, byte[] value, long timestamp, Map<String, String> headers) {
    RecordHeaders all = new RecordHeaders();
    headers.forEach((header, text) -> all.add(header, text.getBytes(UTF_8)));
    send(List.of(new ProducerRecord<>(name, 0, timestamp, key, value, all)));
  }

  static String frame(String user) {
    return "{\"uid\":\"%s\",\"ts\":1468244384}".formatted(user);
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(producer.send(record)));
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }
}
