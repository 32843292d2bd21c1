package io.framecount.loader.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that a serializer of somebody's writes. */
class ForeignSerializerIT {
  private static final String SERDE = TextSerializer.class.getName();

  @TempDir private Path directory;
  private String topic;

  @BeforeEach
  void newTopic() {
    topic = SharedPlatform.newTopic("frames", 1);
  }

  @Test
  void areWhatItMakesOfThem() throws IOException {
    CliRun run = load("anna", "ben");
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout()).contains("schema    by " + SERDE + ", exactly-once");
    assertThat(Foreign.letters(topic))
        .containsExactly(
            new Foreign.Letter("anna 1468244384000", Map.of("schema", "io.framecount.Frame")),
            new Foreign.Letter("ben 1468244384000", Map.of("schema", "io.framecount.Frame")));
    // No schema of ours is asked for or made.
    assertThat(Foreign.get("/subjects/" + topic + "-value/versions").statusCode()).isEqualTo(404);
  }

  @Test
  void goToTheDeadLettersIfItRefusesThem() throws IOException {
    CliRun run = load("anna", "bad", "ben");
    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(Foreign.letters(topic)).hasSize(2);
    List<Foreign.Letter> dead = Foreign.letters(topic + "-dlq");
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).headers())
        .containsEntry("framecount.reason", "serializer")
        .containsEntry("framecount.line", "2");
    assertThat(dead.get(0).headers().get("framecount.message")).contains("no rule allows bad");

    CliRun replay = LoaderRun.replay(topic, "--serde", SERDE);
    assertThat(replay.code()).isEqualTo(4);
    assertThat(replay.stderr()).contains("can't write the first frame: no rule allows bad");
  }

  @Test
  void endTheLoadIfItCanWriteNone() throws IOException {
    CliRun run = load("bad");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.stderr())
        .contains(SERDE + " can't write the first frame: no rule allows bad; is the schema");
    assertThat(Foreign.letters(topic)).isEmpty();
  }

  @Test
  void needNothingRegistered() throws IOException {
    CliRun run = LoaderRun.load(topic, "--file", stream("anna"), "--serde", SERDE, "--register");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.stderr())
        .contains("the serializer of --serde registers if its own settings say");
  }

  private CliRun load(String... users) throws IOException {
    return LoaderRun.load(topic, "--file", stream(users), "--serde", SERDE);
  }

  private String stream(String... users) throws IOException {
    List<String> lines =
        List.of(users).stream()
            .map(user -> "{\"uid\":\"%s\",\"ts\":1468244384}".formatted(user))
            .toList();
    return Files.write(directory.resolve("stream.jsonl"), lines).toString();
  }
}
