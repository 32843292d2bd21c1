package io.framecount.loader.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.loader.load.Foreign;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Letters as a counter writes them: records of the topic, with headers. */
@Timeout(120)
class SetAsideIT {
  private static final byte[] KEY = "anna".getBytes(UTF_8);
  private static final byte[] VALUE = {0, 0, 0, 0, 1, 8, 'a', 'n', 'n', 'a', 2};

  private String topic;

  @BeforeEach
  void newTopics() throws ExecutionException, InterruptedException {
    topic = SharedPlatform.newTopic("frames", 1);
    Map<String, Object> config = Map.of("bootstrap.servers", SharedPlatform.bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      admin.createTopics(List.of(new NewTopic(topic + "-dlq", 1, (short) 1))).all().get();
    }
  }

  @Test
  void goBackAsTheyWereAndOnce() throws IOException {
    letter(7, KEY, VALUE, "count-a");
    letter(7, KEY, VALUE, "count-b");
    letter(8, null, VALUE, "count-a");
    CliRun run = LoaderRun.replay(topic);
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout())
        .contains("replayed 3 dead letters of " + topic)
        .contains("2 that were set aside by a counter are back")
        .contains("1 were letters of records that are back already");
    List<Foreign.Letter> back = Foreign.letters(topic);
    assertThat(back).hasSize(2);
    assertThat(back.get(0).value().getBytes(UTF_8)).isEqualTo(VALUE);
    assertThat(back.get(0).headers())
        .isEqualTo(Map.of("framecount.group", "count-a", "origin", "somewhere"));

    letter(8, null, VALUE, "count-b");
    letter(9, KEY, VALUE, "count-b");
    CliRun second = LoaderRun.replay(topic, "--output", "json");
    var json = new ObjectMapper().readTree(second.stdout());
    assertThat(json.get("brought_back").asInt()).isEqualTo(1);
    assertThat(json.get("back_already").asInt()).isEqualTo(1);
    assertThat(Foreign.letters(topic)).hasSize(3);
    assertThat(LoaderRun.replay(topic).stdout()).contains("no dead letters");
  }

  @Test
  void stayIfTheyAreNotAvro() {
    letter(1, KEY, null, "count-a");
    letter(2, KEY, "{\"ts\":1,\"uid\":\"anna\"}".getBytes(UTF_8), "count-a");
    CliRun run = LoaderRun.replay(topic);
    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(run.stdout())
        .contains("2 stay in " + topic + "-dlq, for they are not Avro")
        .contains(": 0 are frames now");
    assertThat(Foreign.letters(topic)).isEmpty();
  }

  private void letter(int offset, byte[] key, byte[] value, String group) {
    var record = new ProducerRecord<>(topic + "-dlq", key, value);
    Map<String, String> headers = new HashMap<>(Map.of("origin", "somewhere"));
    headers.put("framecount.reason", "the time stands alone");
    headers.put("framecount.topic", topic);
    headers.put("framecount.partition", "0");
    headers.put("framecount.offset", Integer.toString(offset));
    headers.put("framecount.timestamp", "1468244340000");
    headers.put("framecount.group", group);
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    Map<String, Object> config = Map.of("bootstrap.servers", SharedPlatform.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(record).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
