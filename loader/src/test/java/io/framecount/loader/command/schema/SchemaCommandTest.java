package io.framecount.loader.command.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.common.registry.FakeRegistry;
import io.framecount.loader.command.LoaderCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schema commands without a registry, or with a strange one. */
class SchemaCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                      | loader schema: missing command: show, check, diff, register or"
            + " guess",
        "check                   | loader schema check: missing required option: --topic or"
            + " --subject",
        "show                    | loader schema show: missing required option: --topic, --subject"
            + " or --schema",
        "guess                   | loader schema guess: missing required option: --file",
        "guess -f x --name 1a    | loader schema guess: --name must be a full name such as"
            + " com.example.Frame, not '1a'",
        "guess -f x --sample -1  | loader schema guess: --sample and --map-keys must not be"
            + " negative",
        "check -t t --schema id:x | loader schema check: Invalid value for option '--schema':"
            + " 'id:x' is not a schema id",
        "check -t t --level MOST | loader schema check: Invalid value for option '--level'"
      })
  void answersWrongUsageWithTwo(String args, String sentence) {
    CliRun run = run(args.isEmpty() ? new String[0] : args.split(" "));
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderr()).startsWith(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "check", "diff", "register", "guess"})
  void eachHasHelp(String command) {
    CliRun run = run(command, "--help");
    assertThat(run.code()).isZero();
    assertThat(run.stdout()).startsWith("Usage: loader schema " + command).contains("Example");
  }

  @Test
  void saysThatThereIsNothingToGuessFrom() throws IOException {
    Path file = Files.writeString(directory.resolve("x.jsonl"), "[1]\n");
    CliRun run = run("guess", "-f", file.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.stderr()).contains("there is no JSON object in " + file).hasLineCount(1);
  }

  @Test
  void saysThatTheRegistryDisagrees() throws IOException {
    String frame = io.framecount.Frame.getClassSchema().toString().replace("\"", "\\\"");
    String found = "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schema\":\"%s\"}".formatted(frame);
    String none = "{\"error_code\":40403,\"message\":\"none\"}";
    Path schema =
        Files.writeString(
            directory.resolve("n.avsc"),
            "{\"type\":\"record\",\"name\":\"io.framecount.Frame\",\"fields\":[]}");
    try (FakeRegistry fake = new FakeRegistry().otherwise(404, "application/json", none)) {
      fake.answer("GET /subjects/s/versions/latest", 200, found)
          .answer("GET /config/s", 200, "{\"compatibilityLevel\":\"BACKWARD\"}")
          .answer(
              "POST /compatibility/subjects/s/versions/1",
              200,
              "{\"is_compatible\":false,\"messages\":[\"a rule of the house\"]}");
      CliRun run =
          run(
              "check",
              "--subject",
              "s",
              "--schema",
              schema.toString(),
              "--schema-registry",
              fake.url());
      assertThat(run.code()).as(run.stderr()).isZero();
      assertThat(run.stdout())
          .contains(" is compatible with s version 1 (id 1) under BACKWARD")
          .contains(
              "warning: the registry at %s says the opposite, not compatible: a rule of the house"
                  .formatted(fake.url()));
    }
  }

  private static CliRun run(String... args) {
    List<String> all = Stream.concat(Stream.of("schema"), Stream.of(args)).toList();
    return CliRun.of(new LoaderCommand(), all.toArray(String[]::new));
  }
}
