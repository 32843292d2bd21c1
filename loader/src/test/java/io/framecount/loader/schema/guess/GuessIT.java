package io.framecount.loader.schema.guess;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.loader.load.Foreign;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A schema guessed from a file loads every line of that file. */
@Timeout(120)
class GuessIT {
  private static final String AWKWARD =
      """
      {"ts":1468244384,"user-id":"a","n":1,"tags":[],"deep":{"x":{"y":[{"z":null}]}}}
      {"ts":"1468244385","user-id":"b","n":1.5,"tags":["x",2,null],"deep":{"x":{}},"big":12345678901234567890}
      {"ts":"2016-07-11T13:39:46Z","user-id":"c","n":null,"by_day":{"1":2,"20":3},"big":0.1}
      {"ts":1468244387.5,"user-id":"d","n":9007199254740993,"n":7,"κύμα":{},"Deep":true,"deep":{"x":{"y":[]}}}
      """;

  @TempDir private Path directory;

  @Test
  void ofAnAwkwardSample() throws IOException {
    Path lines = Files.writeString(directory.resolve("awkward.jsonl"), AWKWARD);
    String topic = loaded(lines, 4);
    assertThat(Foreign.frames(topic))
        .hasSize(4)
        .anyMatch(frame -> frame.contains("\"user_id\": \"d\""));
  }

  @Test
  void ofGeneratedFrames() throws IOException {
    Path lines = directory.resolve("stream.jsonl.gz");
    CliRun generated =
        CliRun.of(new LoaderCommand(), "generate", "--count", "700", "--output", lines.toString());
    assertThat(generated.code()).as(generated.stderr()).isZero();
    String topic = loaded(lines, 700);
    assertThat(Foreign.times(topic)).hasSize(700);
  }

  private String loaded(Path lines, int count) throws IOException {
    CliRun guess = CliRun.of(new LoaderCommand(), "schema", "guess", "-f", lines.toString());
    assertThat(guess.code()).as(guess.stderr()).isZero();
    assertThat(guess.stderr()).startsWith("guessed from all ").contains(" doubts:");
    Path schema = Files.writeString(directory.resolve("guessed.avsc"), guess.stdout());
    String topic = SharedPlatform.uniqueName("guessed");
    CliRun load =
        LoaderRun.load(topic, "-f", lines.toString(), "--schema", schema.toString(), "--register");
    assertThat(load.code()).as(load.stderr()).isZero();
    assertThat(load.stdout()).contains("loaded %,d frames".formatted(count), "rejected  none");
    return topic;
  }
}
