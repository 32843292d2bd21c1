package io.framecount.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

class CliTest {
  private static final String ESCAPE = "\u001b[";

  /** Does what the test wants. */
  @Command(name = "thing", description = "Does a thing.", subcommands = Part.class)
  static final class Thing implements Callable<Object> {
    private final Callable<Object> work;

    @Mixin StandardOptions standard;
    @Spec CommandSpec spec;

    @Option(names = "--size")
    int size;

    Thing(Callable<Object> work) {
      this.work = work;
    }

    @Override
    public Object call() throws Exception {
      spec.commandLine().getOut().println("result");
      return work.call();
    }
  }

  /** A subcommand that fails. */
  @Command(name = "part")
  static final class Part implements Callable<ExitCode> {
    @Mixin StandardOptions standard;

    @Override
    public ExitCode call() {
      throw new CommandFailure("no part here");
    }
  }

  @AfterEach
  void noTerminal() {
    System.clearProperty("framecount.tty.stdout");
    System.clearProperty("framecount.tty.stderr");
  }

  @ParameterizedTest
  @EnumSource
  void endsWithTheCodeThatTheCommandReturns(ExitCode code) {
    assertThat(run(() -> code)).isEqualTo(new CliRun(code.value(), lines("result"), ""));
  }

  @Test
  void takesNothingReturnedForSuccess() {
    assertThat(run(() -> null).code()).isZero();
  }

  @Test
  void answersWrongUsageWithOneSentence() {
    assertThat(run(() -> ExitCode.OK, "--size", "big"))
        .isEqualTo(
            new CliRun(
                2,
                "",
                lines(
                    "thing: Invalid value for option '--size': 'big' is not an int",
                    "Try 'thing --help'.")));
  }

  @Test
  void suggestsWhatWasMeant() {
    CliRun run = run(() -> ExitCode.OK, "--sise");
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
    assertThat(run.stderr()).contains("Unknown option: '--sise'").contains("--size");
  }

  @Test
  void tellsAFailureInOneLine() {
    CliRun run = run(CliTest::fail);
    assertThat(run).isEqualTo(new CliRun(4, lines("result"), lines("thing: no such schema")));
  }

  @Test
  void namesTheSubcommandThatFailed() {
    assertThat(run(() -> null, "part"))
        .isEqualTo(new CliRun(1, "", lines("thing part: no part here")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v", "--verbose"})
  void showsAStackTraceWhenAskedFor(String option) {
    CliRun run = run(CliTest::fail, option);
    assertThat(run.code()).as(run.stderr()).isEqualTo(4);
    assertThat(run.stdout()).as(run.stderr()).isEqualTo(lines("result"));
    assertThat(run.stderr())
        .startsWith("thing: no such schema")
        .contains("at io.framecount.common.cli.CliTest.fail(");
  }

  @Test
  void mapsErrorsOfTheJvmAsWell() {
    CliRun run =
        run(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr()).startsWith("thing: out of memory").hasLineCount(1);
  }

  @Test
  void helpsOnStdout() {
    CliRun run = run(CliTest::fail, "--help");
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout())
        .as(run.stderr())
        .startsWith("Usage: thing")
        .contains("Does a thing.", "--verbose");
    assertThat(run.stderr()).isEmpty();
  }

  @Test
  void tellsItsVersionOnStdout() {
    assertThat(run(CliTest::fail, "--version"))
        .isEqualTo(new CliRun(0, lines(BuildInfo.line()), ""));
  }

  @ParameterizedTest
  @EnumSource(
      value = ExitCode.class,
      names = {"OK", "REJECTED"})
  void failsIfNobodyTakesTheResults(ExitCode otherwise) {
    StringWriter err = new StringWriter();
    PrintWriter full = new PrintWriter(Writer.nullWriter());
    full.close();
    int code = Cli.run(new Thing(() -> otherwise), full, new PrintWriter(err));

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(lines("cannot write to stdout; the results are not complete"));
  }

  @Test
  void writesNoColoursElsewhere() {
    assertThat(run(() -> null, "--help").stdout()).doesNotContain(ESCAPE);
    assertThat(run(CliTest::fail).stderr()).doesNotContain(ESCAPE);
  }

  @Test
  void coloursEachStreamForItselfIfItIsATerminal() {
    System.setProperty("framecount.tty.stderr", "true");
    assertThat(run(CliTest::fail).stderr().contains(ESCAPE)).isEqualTo(mayColour());
    assertThat(run(() -> null, "--help").stdout()).doesNotContain(ESCAPE);

    System.setProperty("framecount.tty.stdout", "true");
    assertThat(run(() -> null, "--help").stdout().contains(ESCAPE)).isEqualTo(mayColour());
  }

  @Test
  void heedsNoColor() {
    assertThat(coloured(true, null)).isTrue();
    assertThat(coloured(true, "")).isTrue();
    assertThat(coloured(true, "1")).isFalse();
    assertThat(coloured(false, null)).isFalse();
  }

  private static boolean coloured(boolean terminal, String noColor) {
    return Terminal.colors(terminal, noColor).errorText("x").toString().contains(ESCAPE);
  }

  private static boolean mayColour() {
    String noColor = System.getenv("NO_COLOR");
    return noColor == null || noColor.isEmpty();
  }

  private static Object fail() {
    throw new CommandFailure(ExitCode.SCHEMA, "no such schema");
  }

  private static CliRun run(Callable<Object> work, String... args) {
    return CliRun.of(new Thing(work), args);
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
