package io.framecount.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

class LogFormatTest {
  private static final String[] JSON = {"--log-format", "json"};

  /** Speaks, and fails. */
  @Command(name = "thing")
  static final class Thing implements Callable<ExitCode> {
    @Mixin StandardOptions standard;
    @Spec CommandSpec spec;

    @Override
    public ExitCode call() {
      spec.commandLine().getOut().println("result");
      spec.commandLine().getErr().println("zählt \"alles\"\n\nwarning: that is odd");
      Secrets.keep("s3cr3t-\"x\"");
      throw new CommandFailure("the password s3cr3t-\"x\" is wrong", new IOException("cause"));
    }
  }

  @Test
  void speaksInObjects() {
    CliRun run = CliRun.of(new Thing(), JSON);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.stdout()).isEqualTo("result" + System.lineSeparator());
    List<JsonNode> lines = lines(run);
    assertThat(lines).hasSize(3).allMatch(line -> line.get("logger").asText().equals("thing"));
    assertThat(lines)
        .allMatch(line -> line.get("time").asText().matches("[-\\d]+T[:\\d]+\\.\\d{3}Z"));
    assertThat(told(lines.get(0))).isEqualTo("INFO zählt \"alles\"");
    assertThat(told(lines.get(1))).isEqualTo("WARN that is odd");
    assertThat(told(lines.get(2))).isEqualTo("ERROR thing: the password [hidden] is wrong");
    assertThat(lines.get(2).has("stack_trace")).isFalse();
  }

  @Test
  void hasTheStackTraceInTheSameObject() {
    CliRun run = CliRun.of(new Thing(), "--verbose", "--log-format=JSON");
    List<JsonNode> lines = lines(run);
    assertThat(lines.get(lines.size() - 1).get("stack_trace").asText())
        .contains("CommandFailure", "Caused by: java.io.IOException: cause")
        .doesNotContain("s3cr3t");
  }

  @Test
  void refusesWrongUsageInTheSameFormat() {
    CliRun run = CliRun.of(new Thing(), "--log-format", "json", "--sizzle");
    assertThat(run.code()).isEqualTo(2);
    assertThat(told(lines(run).get(0))).isEqualTo("ERROR thing: Unknown option: '--sizzle'");
  }

  @Test
  void refusesAFormatThatItDoesNotKnow() {
    CliRun run = CliRun.of(new Thing(), "--log-format", "xml");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.stderr()).contains("--log-format");
  }

  @ParameterizedTest
  @CsvSource({
    "--log-format json, JSON",
    "--log-format=json, JSON",
    "a --log-format JSON b, JSON",
    "--log-format text, TEXT",
    "--log-format, TEXT",
    "-- --log-format json, TEXT",
    "json, TEXT"
  })
  void looksBeforeItParses(String args, LogFormat format) {
    assertThat(LogFormat.askedBy(args.split(" ", -1))).isEqualTo(format);
  }

  private static String told(JsonNode line) {
    return line.get("level").asText() + " " + line.get("message").asText();
  }

  private static List<JsonNode> lines(CliRun run) {
    return run.stderr().lines().map(LogFormatTest::object).toList();
  }

  private static JsonNode object(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}
