package io.framecount.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SecretsTest {
  @Test
  void hidesALongSecretBeforeAShortOneWithinIt() {
    Secrets.keep("tulip");
    Secrets.keep("tulip-garden");
    assertThat(Secrets.masked("the tulip of tulip-garden")).isEqualTo("the [hidden] of [hidden]");
  }

  @Test
  void leavesOtherTextAlone() {
    Secrets.keep(null);
    Secrets.keep("");
    Secrets.keep("abc");
    assertThat(Secrets.masked("abc def")).isEqualTo("abc def");
  }

  @Test
  void hidesThemInSentencesAndStackTraces() {
    Secrets.keep("narcissus");
    CliRun run = CliRun.of(new Failing(), "--verbose");
    assertThat(run.stderr())
        .contains(
            "user [hidden] is unknown", "Caused by: java.lang.IllegalStateException: [hidden]")
        .doesNotContain("narcissus");
  }

  @Command(name = "failing")
  static final class Failing implements Callable<ExitCode> {
    @Mixin StandardOptions standard;

    @Override
    public ExitCode call() {
      throw new CommandFailure("user narcissus is unknown", new IllegalStateException("narcissus"));
    }
  }
}
