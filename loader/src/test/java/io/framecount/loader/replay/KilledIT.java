package io.framecount.loader.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.loader.LoaderProcess;
import io.framecount.loader.load.Foreign;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a load that rejects lines, and their replays, until all are through. */
@Timeout(450)
class KilledIT {
  private static final int LINES = 8_000;

  @TempDir Path directory;
  private final String topic = SharedPlatform.newTopic("frames", 2);

  @Test
  void losesAndDoublesNoRejectedLine() throws Exception {
    Path file = Files.write(directory.resolve("a.jsonl"), lines());
    Path rejects = directory.resolve("r.jsonl");
    Path strict = schema("strict.avsc", "");
    List<String> load =
        List.of(
            "-f",
            file.toString(),
            "-t",
            topic,
            "--schema",
            strict.toString(),
            "--register",
            "--rate",
            "2500",
            "--reject-file",
            rejects.toString());
    int kills = untilThrough(load, 2_500);
    assertThat(kills).isPositive();

    Set<String> expected = new TreeSet<>(lines().subList(0, LINES));
    expected.removeIf(line -> line.contains("who"));
    assertThat(Foreign.letters(topic + "-dlq"))
        .extracting(Foreign.Letter::value)
        .doesNotHaveDuplicates()
        .hasSameSizeAs(expected)
        .containsAll(expected);
    assertThat(rawLines(rejects)).isEqualTo(expected);

    Path lenient = schema("lenient.avsc", ",\"default\":\"nobody\"");
    List<String> replay =
        List.of("replay", "-t", topic, "--schema", lenient.toString(), "--register");
    untilThrough(replay, 1_200);
    assertThat(Foreign.frames(topic)).hasSize(LINES).doesNotHaveDuplicates();

    String other = SharedPlatform.newTopic("frames", 2);
    List<String> fromFile =
        List.of(
            "replay",
            "-t",
            other,
            "--from-file",
            rejects.toString(),
            "--schema",
            lenient.toString(),
            "--register");
    untilThrough(fromFile, 1_200);
    assertThat(Foreign.frames(other)).hasSize(expected.size()).doesNotHaveDuplicates();
  }

  private int untilThrough(List<String> args, int firstMillis)
      throws IOException, InterruptedException {
    Path output = directory.resolve("said.txt");
    int millis = firstMillis;
    int kills = 0;
    int code = LoaderProcess.killAfter(millis, output, args);
    while (code < 0) {
      kills++;
      millis += 400;
      code = LoaderProcess.killAfter(millis, output, args);
    }
    assertThat(code).as(Files.readString(output)).isIn(0, 3);
    return kills;
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      String who = i % 3 == 0 ? "" : ",\"who\":\"x\"";
      lines.add("{\"uid\":\"u%d\"%s}".formatted(i, who));
    }
    return lines;
  }

  private static Set<String> rawLines(Path rejects) throws IOException {
    Set<String> raw = new TreeSet<>();
    for (String line : Files.readAllLines(rejects)) {
      raw.add(new ObjectMapper().readTree(line).get("raw").asText());
    }
    return raw;
  }

  private Path schema(String name, String defaultOfWho) throws IOException {
    return Files.writeString(
        directory.resolve(name),
        ("{\"type\":\"record\",\"name\":\"F\",\"fields\":[{\"name\":\"uid\",\"type\":\"string\"},"
                + "{\"name\":\"who\",\"type\":\"string\"%s}]}")
            .formatted(defaultOfWho));
  }
}
