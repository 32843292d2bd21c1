package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import io.framecount.local.SharedPlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is told in one sentence with its exit code, and leaves nothing behind. */
class FailureIT {
  @TempDir private Path state;

  @Test
  void noBroker() {
    CliRun run =
        CliRun.of(new CounterCommand(), "--topic", "frames", "--bootstrap-server", "127.0.0.1:1");
    assertFails(run, 1, "no Kafka broker at 127.0.0.1:1");
  }

  @Test
  void noRegistry() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      CliRun run =
          CliRun.of(
              new CounterCommand(),
              "--topic",
              topic.name(),
              "--bootstrap-server",
              SharedPlatform.bootstrapServers(),
              "--schema-registry",
              "http://127.0.0.1:1");
      assertFails(run, 1, "no schema registry at http://127.0.0.1:1");
      assertNothingMade(topic.name());
    }
  }

  @Test
  void noSuchTopic() {
    CliRun run = CounterRun.untilEnd(state, SharedPlatform.uniqueName("missing"));
    assertFails(run, 1, "does not exist");
  }

  @Test
  void noTopicNamed() {
    assertThat(CounterRun.of("--until-end").code()).isEqualTo(2);
    assertThat(CounterRun.of("--until-end").stderr()).contains("--topic");
    assertThat(CounterRun.of("show").code()).isEqualTo(2);
    assertThat(CounterRun.of("tail").code()).isEqualTo(2);
  }

  @Test
  void aTopicOfAnotherFormat() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.send(null, "[{\"uid\":\"anna\",\"ts\":1}]".getBytes(StandardCharsets.UTF_8));
      topic.flush();
      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertFails(run, 1, "holds no records that can be counted");
      assertThat(run.stderr()).contains("is JSON");
      assertNothingMade(topic.name());
    }
  }

  @Test
  void aFieldThatIsNotThere() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      CliRun run = CounterRun.untilEnd(state, topic.name(), "--time", "when");
      assertFails(
          run,
          4,
          "has no field 'when', nor an alias of that name in any version; its fields are uid, ts");
      assertNothingMade(topic.name());
    }
  }

  @Test
  void aSubjectThatIsTaken() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      FrameTopic.register(
          SharedPlatform.registryUrl(),
          topic.name() + "-counts-value",
          SchemaBuilder.record("Other").fields().requiredString("x").endRecord());
      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertFails(run, 4, "holds another schema");
      assertThat(run.stderr())
          .contains("can't be its next version")
          .doesNotContain("--register", "registered");
      assertNothingMade(topic.name());
    }
  }

  @Test
  void anEmptyTopicIsNoFailure() throws ExecutionException, InterruptedException {
    try (FrameTopic topic = CounterRun.newTopic()) {
      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertThat(run.stderr()).contains("is empty");
      assertThat(run.stdout()).as(run.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(run.code()).as(run.stderr()).isZero();
      assertNothingMade(topic.name());
    }
  }

  @Test
  void showOfATopicThatHoldsNoCounts() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      assertFails(CounterRun.of("show", "--output", topic.name()), 1, "does not hold counts");
    }
  }

  private static void assertFails(CliRun run, int code, String sentence) {
    assertThat(run.stderr()).contains(sentence).doesNotContain("\tat ");
    assertThat(run.stderr().lines()).hasSize(1);
    assertThat(run.stdout()).as(run.stderr()).isEmpty();
    assertThat(run.code()).as(run.stderr()).isEqualTo(code);
  }

  private static void assertNothingMade(String topic)
      throws ExecutionException, InterruptedException {
    try (Admin admin = SharedPlatform.admin()) {
      Set<String> topics = admin.listTopics().names().get();
      assertThat(topics).filteredOn(name -> name.startsWith(topic)).containsExactly(topic);
    }
  }
}
