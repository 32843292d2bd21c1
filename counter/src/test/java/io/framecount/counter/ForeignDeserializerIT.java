package io.framecount.counter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.local.SharedPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that only a deserializer of somebody's can read. */
class ForeignDeserializerIT {
  private static final String MINUTE = "2016-07-11T13:39:00Z";
  private static final String SERDE = TextFrames.class.getName();

  @TempDir private Path state;
  private String topic;

  @BeforeEach
  void newTopic() {
    topic = SharedPlatform.newTopic("frames", 1);
  }

  @Test
  void areCountedByTheSameRules() {
    send(
        List.of(
            "anna 1468244340000 linux",
            "anna 1468244341000 linux",
            "ben 1468244342000 windows",
            "ben 1468244342000 ",
            "anna 1468244343000"));
    CliRun all = CounterRun.untilEnd(state, topic, "--serde", SERDE, "--by", "system");
    assertThat(all.code()).as(all.stderr()).isZero();
    assertThat(all.stdout().lines().skip(1))
        .containsExactlyInAnyOrder(
            MINUTE + "\tlinux\t2\t1", MINUTE + "\twindows\t1\t1", MINUTE + "\t(none)\t2\t2");

    CliRun recount =
        CounterRun.of(
            "recount",
            "--topic",
            topic,
            "--serde",
            SERDE,
            "--window",
            "MINUTE/" + MINUTE + "/linux");
    assertThat(recount.code()).as(recount.stderr()).isZero();
    assertThat(recount.stdout()).contains("right: 2 frames, 1 unique users");
    CliRun compare = CounterRun.of("compare", "--topic", topic, "--serde", SERDE);
    assertThat(compare.stderr()).contains("5 values taken, 0 records set aside");
    CliRun tail =
        CounterRun.of(
            "tail", "--topic", topic, "--serde", SERDE, "--from-beginning", "--max-messages", "5");
    assertThat(tail.stdout().lines())
        .contains("{\"system\":\"windows\",\"ts\":1468244342000,\"uid\":\"ben\"}")
        .contains("{\"uid\":\"anna\",\"ts\":\"2016-07-11T13:39:03Z\"}");
  }

  @Test
  void areSetAsideIfItCanNotReadThem() {
    send(List.of("anna 1468244340000", "too many words here", "1468244340000", "ben -1 now"));
    CliRun run = CounterRun.untilEnd(state, topic, "--serde", SERDE);
    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(run.stdout()).endsWith("\n" + MINUTE + "\t1\t1\n");

    List<DeadLetters.Letter> letters = DeadLetters.of(topic + "-dlq");
    assertThat(letters).allMatch(letter -> letter.isWholeAndFindable(topic));
    assertThat(letters.stream().map(DeadLetters.Letter::reason))
        .satisfiesExactly(
            reason -> assertThat(reason).isEqualTo("4 words are too many"),
            reason -> assertThat(reason).contains("schema Tick has no field 'uid'"),
            reason -> assertThat(reason).contains("1970"));
  }

  @Test
  void areRefusedIfItCanReadNone() {
    send(List.of("far too many words"));
    CliRun run = CounterRun.untilEnd(state, topic, "--serde", SERDE);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.stderr())
        .contains("holds no records that " + SERDE + " can read (offset 0 of partition 0: 4 words");

    CliRun missing = CounterRun.untilEnd(state, topic, "--serde", "no.such.Deserializer");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.stderr())
        .isEqualTo(
            "counter: class no.such.Deserializer of --serde is not on the class path; add its jars"
                + " with FRAMECOUNT_CLASSPATH\n");
  }

  private void send(List<String> texts) {
    Map<String, Object> config = Map.of("bootstrap.servers", SharedPlatform.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String text : texts) {
        var record = new ProducerRecord<byte[], byte[]>(topic, text.getBytes(UTF_8));
        record.headers().add("for", topic.getBytes(UTF_8));
        var unused = producer.send(record);
      }
    }
  }
}
