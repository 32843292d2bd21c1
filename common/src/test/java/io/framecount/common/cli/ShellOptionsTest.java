package io.framecount.common.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ShellOptionsTest {
  @TempDir Path directory;

  /** What an option takes. */
  enum Taste {
    SWEET,
    SOUR
  }

  /** The same label as another option, and values of its own. */
  enum Size {
    BIG,
    SMALL
  }

  /** A command that must not run. */
  @Command(
      name = "cook",
      description = {"Cooks a 'meal'. At 100%%,", ".hot and -- well…", "", "A paragraph."},
      footer = {"", "Example:", "  cook\\n soup"},
      subcommands = {Serve.class, Secret.class})
  static final class Cook implements Callable<ExitCode> {
    @Mixin ShellOptions shell;
    @Mixin StandardOptions standard;

    @Option(names = "--pot", required = true, paramLabel = "FILE", description = "The pot.")
    String pot;

    @Option(names = "--taste", paramLabel = "KIND", description = "5%% of it.")
    Taste taste;

    @Option(
        names = {"-s", "--size"},
        paramLabel = "KIND",
        defaultValue = "big",
        description = {"How", "big. Default: ${DEFAULT-VALUE}."})
    Size size;

    @Option(names = "--unseen", hidden = true)
    boolean unseen;

    @Override
    public ExitCode call() {
      throw new AssertionError("it was only asked what it is");
    }
  }

  /** A subcommand. */
  @Command(name = "serve", description = "Serves.")
  static final class Serve implements Runnable {
    @Mixin StandardOptions standard;

    @Parameters(paramLabel = "DISH", description = "What to serve.")
    String dish;

    @Override
    public void run() {}
  }

  /** One that no page is about. */
  @Command(name = "secret", hidden = true)
  static final class Secret implements Runnable {
    @Override
    public void run() {}
  }

  @Test
  void completesInBash() throws IOException {
    Tabulator tabulator = Tabulator.of(new Cook(), directory);
    assertThat(tabulator.complaints()).isEmpty();
    assertThat(tabulator.pressed("cook", "--ta")).isEqualTo("--taste");
    assertThat(tabulator.pressed("cook", "--taste", "s")).isEqualTo("sweet sour");
    // Its label is that of another option.
    assertThat(tabulator.pressed("cook", "--size", "")).isEqualTo("big small");
    assertThat(tabulator.pressed("cook", "se")).isEqualTo("serve");
    // After a flag comes another word, not its value.
    assertThat(tabulator.pressed("cook", "--verbose", "--ta")).isEqualTo("--taste");
    assertThat(tabulator.pressed("cook", "--verbose", "se")).isEqualTo("serve");
    assertThat(tabulator.pressed("cook", "serve", "--verb")).isEqualTo("--verbose");
    Files.createFile(directory.resolve("kettle"));
    assertThat(tabulator.pressed("cook", "--pot", "ket")).isEqualTo("kettle");
  }

  @Test
  void saysNothingButTheScript() {
    CliRun run = CliRun.of(new Cook(), "--completion");
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stderr()).isEmpty();
    assertThat(run.stdout()).startsWith("#!/usr/bin/env bash");
  }

  @Test
  void writesAPageForEachCommand() throws IOException {
    CliRun run = CliRun.of(new Cook(), "--man-pages", directory.toString());
    assertThat(run).isEqualTo(new CliRun(0, "", ""));
    try (var pages = Files.list(directory.resolve("man1"))) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrder("cook.1", "cook-serve.1");
    }
    String page = Files.readString(directory.resolve("man1/cook.1"));
    assertThat(page.lines())
        .contains(
            "cook \\- Cooks a \\(aqmeal\\(aq",
            "\\fBcook\\fR [\\fIOPTION\\fR]... [\\fICOMMAND\\fR]",
            "Cooks a \\(aqmeal\\(aq. At 100%, .hot and \\-\\- well\\[u2026]",
            ".PP",
            "A paragraph.",
            "\\fB\\-\\-pot\\fR \\fIFILE\\fR",
            "5% of it.",
            "\\fB\\-s\\fR, \\fB\\-\\-size\\fR \\fIKIND\\fR",
            "How big. Default: big.",
            "\\fBserve\\fR",
            "  cook\\en soup",
            "\\fBcook\\-serve\\fR(1)");
    assertThat(page).doesNotContain("unseen", "secret");
    assertThat(Files.readString(directory.resolve("man1/cook-serve.1")).lines())
        .contains("\\fBcook serve\\fR [\\fIOPTION\\fR]... \\fIDISH\\fR", "What to serve.");
  }

  @Test
  void theFormatterHasNothingToSayOfThePages() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "no groff here");
    CliRun.of(new Cook(), "--man-pages", directory.toString());
    for (String page : List.of("cook.1", "cook-serve.1")) {
      String file = directory.resolve("man1").resolve(page).toString();
      assertThat(output("/usr/bin/groff", "-man", "-ww", "-z", "-Tutf8", file)).isEmpty();
    }
  }

  /** All that a process says, on both of its streams. */
  private String output(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor();
    return output;
  }
}
