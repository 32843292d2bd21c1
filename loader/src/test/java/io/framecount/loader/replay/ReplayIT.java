package io.framecount.loader.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.loader.load.Foreign;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReplayIT {
  private static final String OLD = schema("");
  private static final String NEW = schema(",\"default\":\"nobody\"");

  @TempDir Path directory;
  private final String topic = SharedPlatform.uniqueName("frames");
  private Path file;
  private Path old;
  private Path mended;

  @BeforeEach
  void write() throws IOException {
    old = Files.writeString(directory.resolve("old.avsc"), OLD);
    mended = Files.writeString(directory.resolve("new.avsc"), NEW);
    file =
        Files.writeString(
            directory.resolve("a.jsonl"),
            "{\"uid\":\"a\",\"who\":\"x\"}\n{\"uid\":\"b\"}\n{\"uid\":true}\n{\"uid\":\"c\"}\n{oops\n");
  }

  @Test
  void loadsDeadLettersOnceAfterTheCauseIsMended() {
    load();
    CliRun run = replay();

    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(run.stdout())
        .as(run.stderr())
        .contains("replayed 4 dead letters of " + topic)
        .contains(": 2 are frames now, 2 were rejected again into " + topic + "-dlq")
        .contains("(bad-json 1, wrong-type 1)");
    assertThat(Foreign.frames(topic))
        .containsExactlyInAnyOrder(
            "a={\"uid\": \"a\", \"who\": \"x\"}",
            "b={\"uid\": \"b\", \"who\": \"nobody\"}",
            "c={\"uid\": \"c\", \"who\": \"nobody\"}");
    List<Foreign.Letter> letters = Foreign.letters(topic + "-dlq");
    assertThat(letters).hasSize(6);
    assertThat(letters.get(4).value()).isEqualTo("{\"uid\":true}");
    assertThat(letters.get(4).headers())
        .containsEntry("framecount.attempts", "2")
        .containsEntry("framecount.file", file.toString())
        .containsEntry("framecount.line", "3")
        .containsEntry("framecount.reason", "wrong-type");
  }

  @Test
  void triesAgainOnlyWhatFailedAgain() throws IOException {
    load();
    replay();
    CliRun run = replay("--output", "json");
    assertThat(new ObjectMapper().readTree(run.stdout()).get("letters").asInt()).isEqualTo(2);
    assertThat(Foreign.frames(topic)).hasSize(3);
    assertThat(Foreign.letters(topic + "-dlq").get(7).headers())
        .containsEntry("framecount.attempts", "3");
  }

  @Test
  void hasNothingToDoWithoutDeadLetters() throws IOException {
    Files.writeString(file, "{\"uid\":\"a\",\"who\":\"x\"}\n");
    assertThat(load().code()).isZero();
    CliRun run = replay();
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout())
        .as(run.stderr())
        .isEqualToIgnoringNewLines("no dead letters of " + topic + " are left to replay");

    CliRun wrong = LoaderRun.replay(topic + "x");
    assertThat(wrong.code()).as(wrong.stderr()).isEqualTo(1);
    assertThat(wrong.stderr()).contains("topic '" + topic + "x' does not exist");
  }

  @Test
  void doesNotTakeTheBeginningOfALineForTheLine() throws IOException {
    Files.writeString(file, "{\"uid\":\"a\",\"who\":\"x\"}" + " ".repeat(50) + "\n");
    load("--max-line-bytes", "30");
    CliRun run = replay();
    assertThat(run.stdout()).as(run.stderr()).contains("(line-too-long 1)");
    assertThat(Foreign.frames(topic)).isEmpty();
  }

  @Test
  void replaysARejectFileOnce() throws IOException {
    Path rejects = directory.resolve("r.jsonl");
    CliRun load = load("--reject-file", rejects.toString(), "--no-dead-letter-topic");
    assertThat(load.code()).as(load.stderr()).isEqualTo(3);
    assertThat(load.stdout())
        .as(load.stderr())
        .contains("4 into " + rejects, "all 1 records acknowledged");
    assertThat(Files.readAllLines(rejects)).hasSize(4);

    CliRun run = replay("--from-file", rejects.toString());
    assertThat(run.stdout()).as(run.stderr()).contains("replayed 4 dead letters", "2 are frames");
    assertThat(Foreign.letters(topic + "-dlq")).hasSize(2);
    CliRun again = replay("--from-file", rejects.toString());
    assertThat(again.stdout()).as(again.stderr()).contains("no dead letters");
    assertThat(Foreign.frames(topic)).hasSize(3);
  }

  @Test
  void replaysALineOnceThatIsInTheFileTwice() throws IOException {
    Files.writeString(file, "{\"uid\":\"b\"}\n", StandardOpenOption.APPEND);
    Path rejects = directory.resolve("r.jsonl");
    String[] intoFile = {"--reject-file", rejects.toString(), "--no-dead-letter-topic"};
    load(intoFile);
    String fromLoad = Files.readString(rejects);
    Files.writeString(rejects, fromLoad, StandardOpenOption.APPEND);
    CliRun run = replay("--from-file", rejects.toString());
    assertThat(run.stdout())
        .as(run.stderr())
        .contains("replayed 10 dead letters", "3 are frames now, 2 were rejected again")
        .contains("5 were passed over, for they stand in the file before");

    // These are known from the part that is done.
    String another = fromLoad.lines().findFirst().orElseThrow().replace("\"line\":2", "\"line\":9");
    Files.writeString(rejects, fromLoad + another + "\n", StandardOpenOption.APPEND);
    CliRun second = replay("--from-file", rejects.toString(), "--output", "json");
    JsonNode json = new ObjectMapper().readTree(second.stdout());
    assertThat(json.get("frames").asInt()).as(second.stdout()).isEqualTo(1);
    assertThat(json.get("rejected").asInt()).isZero();
    assertThat(json.get("repeated").asInt()).isEqualTo(5);
    assertThat(Foreign.frames(topic))
        .filteredOn(frame -> frame.startsWith("b="))
        .as("two lines of the file, and one made up")
        .hasSize(3);
    assertThat(Foreign.frames(topic)).hasSize(5);
  }

  @Test
  void writesRejectedLinesToTopicAndFile() throws IOException {
    Path rejects = directory.resolve("r.jsonl");
    CliRun load = load("--reject-file", rejects.toString());
    assertThat(load.stdout()).as(load.stderr()).contains("4 into " + topic + "-dlq and " + rejects);
    assertThat(Foreign.letters(topic + "-dlq")).hasSize(4);
    assertThat(Files.readAllLines(rejects)).hasSize(4);
  }

  @Test
  void refusesWhatIsNoRejectFile() throws IOException {
    load();
    CliRun run = replay("--from-file", file.toString());
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr())
        .contains(file + " does not hold rejected lines as --reject-file writes them");

    Path torn = Files.writeString(directory.resolve("r.jsonl"), "{\"reason\":\"x\"}\n");
    CliRun second = replay("--from-file", torn.toString());
    assertThat(second.code()).as(second.stderr()).isEqualTo(1);
    assertThat(second.stderr()).contains("line 1 of " + torn + " is not a rejected line");
    assertThat(Foreign.frames(topic)).hasSize(1);
  }

  private CliRun load(String... more) {
    List<String> args =
        new ArrayList<>(List.of("-f", file.toString(), "--schema", old.toString(), "--register"));
    args.addAll(List.of(more));
    return LoaderRun.load(topic, args.toArray(String[]::new));
  }

  private CliRun replay(String... more) {
    List<String> args = new ArrayList<>(List.of("--schema", mended.toString(), "--register"));
    args.addAll(List.of(more));
    return LoaderRun.replay(topic, args.toArray(String[]::new));
  }

  private static String schema(String defaultOfWho) {
    return ("{\"type\":\"record\",\"name\":\"F\",\"fields\":[{\"name\":\"uid\",\"type\":\"string\"},"
            + "{\"name\":\"who\",\"type\":\"string\"%s}]}")
        .formatted(defaultOfWho);
  }
}
