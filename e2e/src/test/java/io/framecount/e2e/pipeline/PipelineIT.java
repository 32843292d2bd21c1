package io.framecount.e2e.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.e2e.Launcher;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the documented commands as processes, from a file to the table. The generator's own answer
 * is the oracle.
 */
class PipelineIT {
  @TempDir Path directory;
  private Launcher launcher;
  private String topic;

  @BeforeEach
  void reachThePlatform() {
    launcher = Launcher.onSharedPlatform(directory);
    topic = SharedPlatform.uniqueName("frames");
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        Arguments.of("stream.jsonl", 0, List.of()),
        Arguments.of("stream.jsonl.gz", 0, List.of("--late", "0.05")),
        Arguments.of("stream.jsonl.gz", 0, List.of("--line-ends", "crlf")),
        // Some bad lines hold a time that a timestamp can hold, but nobody lived in. They are
        // loaded, and the counter sets them aside.
        Arguments.of("stream.jsonl.gz", 3, List.of("--bad", "0.02")));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void countsWhatWasLoaded(String file, int loadCode, List<String> shape) {
    generate(file, 5_000, shape);

    Launcher.Run load = launcher.run("loader", "--file", file, "--topic", topic, "--register");
    assertThat(load.code()).as(load.stderr()).isEqualTo(loadCode);
    assertThat(count()).isEqualTo(expected());
  }

  @Test
  void countsTheSameAfterLoaderAndCounterWereKilled() throws Exception {
    generate("stream.jsonl.gz", 20_000, List.of("--late", "0.02"));
    String[] load = {"--file", "stream.jsonl.gz", "--topic", topic, "--register"};
    for (int millis : new int[] {1_500, 2_500, 3_500}) {
      killAfter(millis, launcher.start("loader", slowly(load)));
    }
    assertThat(launcher.run("loader", load).code()).isZero();
    for (int millis : new int[] {2_000, 3_000}) {
      killAfter(millis, launcher.start("counter", "--topic", topic));
    }

    assertThat(count()).isEqualTo(expected());
    assertThat(launcher.run("loader", load).stdout()).contains("loaded 0 frames");
    assertThat(count()).isEqualTo(expected());
  }

  @Test
  void savesProgressWhenInterrupted() throws Exception {
    generate("stream.jsonl.gz", 20_000, List.of());
    String[] load = {"--file", "stream.jsonl.gz", "--topic", topic, "--register"};
    Launcher.Started first = launcher.start("loader", slowly(load));
    TimeUnit.MILLISECONDS.sleep(2_500);
    new ProcessBuilder("kill", "-INT", Long.toString(first.process().pid())).start().waitFor();

    assertThat(launcher.finish(first).code()).isIn(0, 130);
    assertThat(launcher.run("loader", load).code()).isZero();
    assertThat(count()).isEqualTo(expected());
  }

  @Test
  void runsFromAnyDirectoryAndThroughALink() throws IOException {
    Path link = directory.resolve("some where").resolve("loader");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Launcher.bin("loader"));
    Launcher.Run run = launcher.finish(launcher.start(List.of(link.toString(), "--version")));

    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout())
        .as(run.stderr())
        .matches(
            "framecount \\d+\\.\\d+\\.\\d+\\S* \\(commit [0-9a-f]{7,}(-dirty)?, Java \\d+.*\\)\n");
  }

  private void generate(String file, int count, List<String> shape) {
    List<String> arguments =
        new ArrayList<>(List.of("generate", "--count", Integer.toString(count), "--users", "2000"));
    arguments.addAll(List.of("--rate", "50", "--output", file, "--expected", "expected.tsv"));
    arguments.addAll(shape);
    Launcher.Run run = launcher.run("loader", arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.stderr()).isZero();
  }

  /** Returns the arguments of a load that takes longer than the test lets it live. */
  private static String[] slowly(String[] load) {
    return Stream.concat(Stream.of(load), Stream.of("--rate", "2000")).toArray(String[]::new);
  }

  private String count() {
    Launcher.Run run = launcher.run("counter", "--topic", topic, "--until-end", "--format", "tsv");
    assertThat(run.code()).as(run.stderr()).isZero();
    return run.stdout();
  }

  private String expected() {
    try {
      return Files.readString(directory.resolve("expected.tsv"), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void killAfter(int millis, Launcher.Started started) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
    started.process().destroyForcibly();
    started.process().waitFor();
  }
}
