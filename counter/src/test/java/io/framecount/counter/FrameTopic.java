package io.framecount.counter;

import io.framecount.Frame;
import io.framecount.common.avro.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills a topic with frames, with nothing of the code under test but the wire format's header, and
 * keeps count beside it: the oracle is a map of sets.
 */
final class FrameTopic implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long MINUTE = 60_000;

  private final String topic;
  private final int schemaId;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TreeMap<Long, Minute> minutes = new TreeMap<>();
  private volatile Exception problem;

  FrameTopic(String bootstrapServers, String registryUrl, String topic) {
    this.topic = topic;
    schemaId = register(registryUrl, topic + "-value", Frame.getClassSchema());
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 << 10,
            // Tests take Kafka away for longer than the default of two minutes on a busy machine.
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            600_000);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Frames and users of one minute, as the oracle has them. */
  static final class Minute {
    long frames;
    final TreeSet<String> users = new TreeSet<>();
  }

  String name() {
    return topic;
  }

  int schemaId() {
    return schemaId;
  }

  /** Sends a frame and counts it. */
  void add(String user, long time) {
    add(user, time, schemaId);
  }

  /** The same with another schema, of the same fields. */
  void add(String user, long time, int writtenWith) {
    Minute minute = minutes.computeIfAbsent(Math.floorDiv(time, MINUTE), m -> new Minute());
    minute.frames++;
    minute.users.add(user);
    byte[] value = frame(user, time);
    WireFormat.writeHeader(value, writtenWith);
    send(user.getBytes(StandardCharsets.UTF_8), value);
  }

  /** Sends a frame that the oracle does not count. */
  void send(String user, long time) {
    byte[] key = user.getBytes(StandardCharsets.UTF_8);
    send(key, frame(user, time));
  }

  void send(byte[] key, byte[] value) {
    Future<RecordMetadata> unused =
        producer.send(new ProducerRecord<>(topic, key, value), (sent, failure) -> note(failure));
  }

  /** Sends a record of another topic as it is, with its headers. */
  void sendAgain(ConsumerRecord<byte[], byte[]> record) {
    var again =
        new ProducerRecord<>(topic, null, null, record.key(), record.value(), record.headers());
    Future<RecordMetadata> unused = producer.send(again, (sent, failure) -> note(failure));
  }

  byte[] frame(String user, long time) {
    return frame(schemaId, user, time);
  }

  /** A frame as it stands in a topic, behind the id of its schema. */
  static byte[] frame(int schemaId, String user, long time) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] header = new byte[WireFormat.HEADER_BYTES];
      WireFormat.writeHeader(header, schemaId);
      out.write(header);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      encoder.writeString(user);
      encoder.writeLong(time);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until all is in the topic. */
  void flush() {
    producer.flush();
    if (problem != null) {
      throw new IllegalStateException("not all frames are in the topic", problem);
    }
  }

  private void note(Exception failure) {
    if (failure != null) {
      problem = failure;
    }
  }

  /** What {@code --format tsv} must print. */
  String expectedTsv() {
    StringBuilder tsv = new StringBuilder("minute\tframes\tunique_users\n");
    minutes.forEach(
        (minute, seen) ->
            tsv.append(java.time.Instant.ofEpochMilli(minute * MINUTE))
                .append('\t')
                .append(seen.frames)
                .append('\t')
                .append(seen.users.size())
                .append('\n'));
    return tsv.toString();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }

  /** Deletes a subject by a bare request. */
  static void delete(String registryUrl, String subject) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registryUrl + "/subjects/" + subject)).DELETE().build();
    try {
      int status = HTTP.send(request, BodyHandlers.ofString()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("status " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Registers a schema by a bare request; answers its id. */
  static int register(String registryUrl, String subject, Schema schema) {
    String escaped = schema.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registryUrl + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString("{\"schema\":\"" + escaped + "\"}"))
            .build();
    try {
      String answer = HTTP.send(request, BodyHandlers.ofString()).body();
      Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(answer);
      if (!id.find()) {
        throw new IllegalStateException(answer);
      }
      return Integer.parseInt(id.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
