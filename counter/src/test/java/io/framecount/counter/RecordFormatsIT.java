package io.framecount.counter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of each format, as producers of all kinds write them, through each command. */
class RecordFormatsIT {
  private static final String KEY = "MINUTE/2016-07-11T13:39:00Z";
  private static final long MINUTE = 1_468_244_340_000L;

  @TempDir Path state;

  @Test
  void eachCommandReadsEachFormat() {
    try (FrameTopic topic = CounterRun.newTopic();
        KafkaProducer<byte[], byte[]> producer = producer()) {
      String name = topic.name();
      int json =
          register(
              name + "-json",
              "JSON",
              "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\"}");
      byte[] avro = topic.frame("a", MINUTE);
      send(producer, name, avro);
      send(producer, name, Arrays.copyOfRange(avro, 5, avro.length), id(topic.schemaId()));
      send(producer, name, join(id(json), json("b")));
      send(producer, name, json("c"), id(json));
      send(producer, name, json("d"));
      send(producer, name, "{\"ts\": 1468244340,\n \"uid\": \"d\"}".getBytes(UTF_8));
      producer.flush();

      CliRun count = CounterRun.untilEnd(state, name);
      assertThat(count.stdout())
          .as(count.stderr())
          .isEqualTo("minute\tframes\tunique_users\n2016-07-11T13:39:00Z\t6\t4\n");
      assertThat(count.code()).as(count.stderr()).isZero();

      CliRun tail =
          CounterRun.of(
              "tail",
              "--topic",
              name,
              "--from-beginning",
              "--max-messages",
              "6",
              "--fields",
              "uid");
      assertThat(tail.stdout().lines())
          .as(tail.stderr())
          .containsExactlyInAnyOrder(
              "{\"uid\":\"a\"}",
              "{\"uid\":\"a\"}",
              "{\"uid\":\"b\"}",
              "{\"uid\":\"c\"}",
              "{\"uid\":\"d\"}",
              "{\"uid\":\"d\"}");
      CliRun whole =
          CounterRun.of("tail", "--topic", name, "--from-beginning", "--max-messages", "6");
      assertThat(whole.stdout().lines())
          .as(whole.stderr())
          .hasSize(6)
          .contains(new String(json("b"), UTF_8), "{\"ts\": 1468244340,  \"uid\": \"d\"}");

      CliRun recount = CounterRun.of("recount", "--topic", name, "--window", KEY);
      assertThat(recount.stdout()).as(recount.stderr()).startsWith(KEY + " ").contains("6 frames");
      assertThat(recount.code()).as(recount.stdout() + recount.stderr()).isZero();

      CliRun verify = CounterRun.of("verify", "--topic", name);
      assertThat(verify.code()).as(verify.stdout() + verify.stderr()).isZero();

      CliRun compare = CounterRun.of("compare", "--topic", name, "--format", "tsv");
      assertThat(compare.stdout()).as(compare.stderr()).containsPattern("hash set\t\t\\d+\t4\t");
      assertThat(compare.stderr()).contains("6 values taken, 0 records set aside");
    }
  }

  @Test
  void whatIsOfNoFormatIsSetAsideWithTheReason() {
    try (FrameTopic topic = CounterRun.newTopic();
        KafkaProducer<byte[], byte[]> producer = producer()) {
      String name = topic.name();
      int protobuf =
          register(name + "-pb", "PROTOBUF", "syntax = \"proto3\"; message M { string uid = 1; }");
      byte[] message = join(id(protobuf), new byte[] {0, 10, 1, 'a'});
      send(producer, name, message);
      producer.flush();

      CliRun alone = CounterRun.untilEnd(state, name);
      assertThat(alone.stderr())
          .contains(
              "its schema id %d is of type PROTOBUF; the counter reads Avro and JSON"
                  .formatted(protobuf));
      assertThat(alone.code()).as(alone.stderr()).isEqualTo(4);

      byte[] guid = new byte[17];
      guid[0] = 1;
      send(producer, name, json("a"));
      send(producer, name, json("b"), guid);
      send(producer, name, "[1]".getBytes(UTF_8));
      producer.flush();
      CliRun mixed = CounterRun.untilEnd(state, name);
      assertThat(mixed.stdout()).as(mixed.stderr()).contains("2016-07-11T13:39:00Z\t1\t1\n");
      assertThat(mixed.code()).as(mixed.stderr()).isEqualTo(3);
      assertThat(DeadLetters.of(name + "-dlq"))
          .extracting(DeadLetters.Letter::reason)
          .hasSize(3)
          .anySatisfy(reason -> assertThat(reason).contains("of type PROTOBUF"))
          .anySatisfy(reason -> assertThat(reason).contains("no JSON object"))
          .anySatisfy(reason -> assertThat(reason).contains("GUID 00000000-0000-0000"));
    }
  }

  @Test
  void aJsonCountKeepsItsUnitAndNeedsNoSchema() {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      String name = SharedPlatform.newTopic("raw", 2);
      String nested = "{\"user\":{\"id\":%d},\"meta\":{\"at\":%d}}";
      send(producer, name, nested.formatted(1, 1_468_244_340L).getBytes(UTF_8));
      producer.flush();
      String[] fields = {"--time", "meta.at", "--unique", "user.id"};

      CliRun wrong = CounterRun.untilEnd(state, name, "--time", "meta.a", "--unique", "user.id");
      assertThat(wrong.stderr())
          .contains("there is no field 'meta.a'", "its fields are meta.at, meta, ");
      assertThat(wrong.code()).isEqualTo(4);

      CliRun first = CounterRun.untilEnd(state, name, fields);
      assertThat(first.stdout()).as(first.stderr()).contains("2016-07-11T13:39:00Z\t1\t1\n");
      send(producer, name, nested.formatted(2, MINUTE).getBytes(UTF_8));
      producer.flush();
      CliRun other =
          CounterRun.untilEnd(
              state, name, "--time", "meta.at", "--unique", "user.id", "--epoch-unit", "millis");
      assertThat(other.stderr()).contains("counted with no --epoch-unit, not --epoch-unit millis");
      assertThat(other.code()).isEqualTo(2);
      CliRun again = CounterRun.untilEnd(state, name, fields);
      assertThat(again.stdout()).as(again.stderr()).contains("2016-07-11T13:39:00Z\t2\t2\n");
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", SharedPlatform.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, byte[] value) {
    return new ProducerRecord<>(topic, value);
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, byte[] value) {
    var unused = producer.send(record(topic, value));
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, byte[] value, byte[] header) {
    ProducerRecord<byte[], byte[]> record = record(topic, value);
    record.headers().add("__value_schema_id", header);
    var unused = producer.send(record);
  }

  private static byte[] json(String user) {
    return "{\"ts\":\"2016-07-11T13:39:00Z\",\"uid\":\"%s\"}".formatted(user).getBytes(UTF_8);
  }

  private static byte[] id(int id) {
    return ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static int register(String subject, String type, String schema) {
    String body =
        "{\"schemaType\":\"%s\",\"schema\":\"%s\"}".formatted(type, schema.replace("\"", "\\\""));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(SharedPlatform.registryUrl() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(answer);
      assertThat(id.find()).as(answer).isTrue();
      return Integer.parseInt(id.group(1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
