package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.avro.WireFormat;
import io.framecount.common.cli.CliRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic holds records of several types, of which one is counted. */
class OtherTypesIT {
  private static final String TYPE = "shop.Heartbeat";
  private static final Schema HEARTBEAT =
      SchemaBuilder.record(TYPE).fields().requiredString("host").endRecord();
  private static final int MORE_THAN_THE_SAMPLE = 120;

  @TempDir private Path state;
  private final FrameTopic topic = CounterRun.newTopic();
  private final String name = topic.name();
  private final int heartbeat =
      FrameTopic.register(SharedPlatform.registryUrl(), name + "-heartbeats", HEARTBEAT);

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void areSetAsideOrPassedOverAndCountedByTheNameOfTheirType() throws IOException {
    beat(MORE_THAN_THE_SAMPLE);
    frames(10);
    CliRun first = CounterRun.untilEnd(state, name);
    assertThat(first.stdout()).as(first.stderr()).isEqualTo(topic.expectedTsv());
    assertThat(first.stderr())
        .containsOnlyOnce("topic '%s' also holds records of type %s".formatted(name, TYPE))
        .contains("has no field 'ts'", "; --other-types skip passes them over")
        .contains("in total: 130 frames read = 10 counted + 120 set aside\n");
    assertThat(first.code()).as(first.stderr()).isEqualTo(3);

    beat(7);
    frames(5);
    CliRun second = CounterRun.untilEnd(state, name, "--other-types", "skip");
    assertThat(second.stdout()).as(second.stderr()).isEqualTo(topic.expectedTsv());
    assertThat(second.stderr())
        .containsOnlyOnce("records of type %s, which are passed over".formatted(TYPE))
        .contains("this run: 12 records read = 5 counted + 0 set aside + 7 of other types")
        .contains("read = 15 counted + 120 set aside + 7 of other types (%s 7)\n".formatted(TYPE));
    assertThat(second.code()).as(second.stderr()).isZero();
    assertThat(DeadLetters.of(name + "-dlq")).hasSize(MORE_THAN_THE_SAMPLE);

    CliRun verify = CounterRun.of("verify", "--topic", name, "--format", "json");
    assertThat(verify.code()).as(verify.stdout() + verify.stderr()).isZero();
    assertThat(verify.stderr()).contains("holds: ", "+ set aside + passed over,");
    JsonNode books = new ObjectMapper().readTree(verify.stdout());
    assertThat(books.get("read").asLong()).isEqualTo(142);
    assertThat(books.get("passed_over").get(TYPE).asLong()).isEqualTo(7);

    // The number stays where nothing is passed over any more.
    frames(1);
    CliRun third = CounterRun.untilEnd(state, name);
    assertThat(third.stderr()).contains("this run: 1 frames read = 1 counted + 0 set aside\n");
    assertThat(third.stderr()).contains("16 counted + 120 set aside + 7 of other types");
    assertThat(third.code()).as(third.stderr()).isZero();
  }

  @Test
  void areNoObstacleWhereverTheFramesAre() {
    // As with subjects by the name of the record: the topic's own tells nothing.
    FrameTopic.delete(SharedPlatform.registryUrl(), name + "-value");
    beat(3 * MORE_THAN_THE_SAMPLE);
    int frame = register(name + "-frames", io.framecount.Frame.getClassSchema());
    CliRun none = CounterRun.untilEnd(state, name, "--other-types", "skip");
    assertThat(none.stderr())
        .contains("can't be counted: schema %s has no field 'ts'".formatted(TYPE))
        .hasLineCount(1);
    assertThat(none.code()).as(none.stderr()).isEqualTo(4);

    topic.add("anna", RandomFrames.START, frame);
    topic.flush();
    beat(3 * MORE_THAN_THE_SAMPLE);
    CliRun run = CounterRun.untilEnd(state, name, "--other-types", "skip");
    assertThat(run.stdout()).as(run.stderr()).isEqualTo(topic.expectedTsv());
    assertThat(run.code()).as(run.stderr()).isZero();

    CliRun compare = CounterRun.of("compare", "--topic", name, "--other-types", "skip");
    assertThat(compare.stderr())
        .contains("1 values taken, 0 records set aside, 720 of other types");
    assertThat(compare.code()).as(compare.stderr()).isZero();
  }

  @Test
  void mayComeFirstIfTheSubjectTellsOfFrames() {
    beat(MORE_THAN_THE_SAMPLE);
    CliRun run = CounterRun.untilEnd(state, name, "--other-types", "skip");
    assertThat(run.stderr())
        .contains("120 records read = 0 counted + 0 set aside + 120 of other types");
    assertThat(run.code()).as(run.stderr()).isZero();
  }

  /** Nor is a lost field of theirs another type. */
  @Test
  void areNotTheFramesThemselves() {
    frames(2);
    Schema broken =
        SchemaBuilder.record("io.framecount.Frame").fields().requiredLong("ts").endRecord();
    send(register(name + "-elsewhere", broken), 1);
    CliRun run = CounterRun.untilEnd(state, name, "--other-types", "skip");
    assertThat(run.stderr()).contains("3 frames read = 2 counted + 1 set aside\n");
    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(DeadLetters.of(name + "-dlq"))
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).contains("has no field 'uid'"));
  }

  private void frames(int frames) {
    for (int i = 0; i < frames; i++) {
      topic.add("user-" + i, RandomFrames.START + i);
    }
    topic.flush();
  }

  private void beat(int times) {
    for (int i = 0; i < times; i++) {
      send(heartbeat, i);
    }
    topic.flush();
  }

  /** A record of one field that is empty. */
  private void send(int schema, int key) {
    byte[] value = new byte[WireFormat.HEADER_BYTES + 1];
    WireFormat.writeHeader(value, schema);
    topic.send(new byte[] {(byte) key}, value);
    topic.flush();
  }

  private static int register(String subject, Schema schema) {
    return FrameTopic.register(SharedPlatform.registryUrl(), subject, schema);
  }
}
