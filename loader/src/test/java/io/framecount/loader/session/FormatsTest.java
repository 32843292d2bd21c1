package io.framecount.loader.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.common.input.InputFormat;
import io.framecount.loader.command.LoaderCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loader's cells in the manual's table of formats. */
@Timeout(60)
class FormatsTest {
  private static final int FRAMES = 300;
  private static final List<String> OBJECTS =
      IntStream.range(0, FRAMES)
          .mapToObj(
              i ->
                  "{\"uid\":\"\u00fc%d\",\"ts\":%d%s}"
                      .formatted(i, 1_468_244_340 + i, i % 3 == 0 ? ",\"in\":{\"l\":[1]}" : ""))
          .toList();

  @TempDir Path directory;

  private static Stream<InputFormat> formats() throws IOException {
    return InputFormat.all();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void convertsEveryObject(InputFormat format) throws IOException {
    Path file = Files.write(directory.resolve("f"), format.of(OBJECTS));
    requireAll(run("--file", file.toString(), "--dry-run", "-o", "json"));
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(format.of(OBJECTS)));
      CliRun piped = run("--file", "-", "--dry-run", "-o", "json");
      if (format.readsFromPipe()) {
        requireAll(piped);
      } else {
        assertThat(piped.code()).isEqualTo(1);
        assertThat(piped.stderr()).contains("stdin is a ", " archive", "convert it: ");
      }
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void guessesFromEveryObject(InputFormat format) throws IOException {
    Path file = Files.write(directory.resolve("f"), format.of(OBJECTS));
    CliRun run = run("schema", "guess", "--file", file.toString());
    assertThat(run.stderr()).contains("guessed from all 300 lines: 4 fields");
    assertThat(run.code()).isZero();
  }

  private static void requireAll(CliRun run) throws IOException {
    assertThat(run.code()).as(run.stderr()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.stdout());
    assertThat(json.get("frames").asInt()).as(run.stdout()).isEqualTo(FRAMES);
    assertThat(json.at("/dropped_fields/top/0/seen").asInt())
        .as(run.stdout())
        .isEqualTo(FRAMES / 3);
  }

  private static CliRun run(String... args) {
    return CliRun.of(new LoaderCommand(), args);
  }
}
