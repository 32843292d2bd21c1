package io.framecount.loader.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A reader that knows Kafka, Avro and HTTP, and nothing of Framecount. */
public final class Foreign {
  private static final Map<Integer, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private Foreign() {}

  /** A record of a dead letter topic. */
  public record Letter(String value, Map<String, String> headers) {}

  /** All committed frames, each as its key and Avro's own rendering of its plain value. */
  public static List<String> frames(String topic) {
    return records(topic).stream()
        .map(r -> (r.key() == null ? null : new String(r.key(), UTF_8)) + "=" + decoded(r.value()))
        .toList();
  }

  /** The timestamps of all committed records. */
  public static List<Long> times(String topic) {
    return records(topic).stream().map(ConsumerRecord::timestamp).toList();
  }

  public static List<Letter> letters(String topic) {
    return records(topic).stream()
        .map(
            record -> {
              Map<String, String> headers = new TreeMap<>();
              record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
              return new Letter(new String(record.value(), UTF_8), headers);
            })
        .toList();
  }

  public static HttpResponse<String> get(String resource) {
    URI uri = URI.create(SharedPlatform.registryUrl() + resource);
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Object decoded(byte[] value) {
    ByteBuffer header = ByteBuffer.wrap(value);
    if (header.get() != 0) {
      throw new AssertionError("no magic byte");
    }
    Schema schema = SCHEMAS.computeIfAbsent(header.getInt(), Foreign::schema);
    try {
      return new GenericDatumReader<>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema schema(int id) {
    try {
      String answer = get("/schemas/ids/" + id).body();
      return new Schema.Parser().parse(new ObjectMapper().readTree(answer).get("schema").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends with what is not yet committed: a commit becomes visible a moment after it returned. */
  private static Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    Map<String, Object> config = Map.of("bootstrap.servers", SharedPlatform.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            SharedPlatform.bootstrapServers(),
            "isolation.level",
            "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = ends(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }
}
