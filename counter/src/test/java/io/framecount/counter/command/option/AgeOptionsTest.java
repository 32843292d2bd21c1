package io.framecount.counter.command.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import io.framecount.counter.merge.Retention;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class AgeOptionsTest {
  @Test
  void statesAreHeldForFiveWeeksUnlessToldOtherwise() {
    assertThat(parse())
        .isEqualTo(new Retention(Duration.ofMinutes(10), Optional.of(Duration.ofDays(35))));
    assertThat(parse("--settle-after", "1h", "--hold", "Forever"))
        .isEqualTo(new Retention(Duration.ofHours(1), Optional.empty()));
    assertThat(parse("--hold", "90d").hold()).hasValue(Duration.ofDays(90));
  }

  @ParameterizedTest
  @CsvSource({"--hold, never", "--settle-after, 5", "--role, both"})
  void otherTextsAreUsageErrors(String option, String value) {
    CliRun run = CliRun.of(new CounterCommand(), "--topic", "frames", option, value);
    assertThat(run.stderr()).contains("'" + value + "'").contains(option);
    assertThat(run.code()).isEqualTo(2);
  }

  private static Retention parse(String... args) {
    AgeOptions options = new AgeOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("age", spec(options)))
        .parseArgs(args);
    return options.retention();
  }

  private static CommandLine.Model.CommandSpec spec(AgeOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }
}
