package io.framecount.e2e.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.framecount.e2e.Launcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presses the tabulator in a real zsh, on a terminal, where there is one. */
class ZshCompletionIT {
  private static final Path TABULATOR = Path.of("src/test/resources/tabulator.zsh");

  @TempDir Path directory;

  @BeforeEach
  void needZsh() throws IOException {
    assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator)))
        .as("zsh is not installed (apt install zsh)")
        .anyMatch(at -> Files.isExecutable(Path.of(at, "zsh")));
    Files.createSymbolicLink(directory.resolve("bin"), Launcher.root().resolve("bin"));
    Files.createDirectory(directory.resolve("streams"));
  }

  /** Compares the line after the tabulator, and the offered words. */
  @ParameterizedTest
  @CsvSource({
    "'loader --on-ou', 'loader --on-outage ', --on-outage",
    "'loader --on-outage ', , drop fail spool wait",
    "'loader schema ', , check diff guess register show",
    "'bin/loader schema che', 'bin/loader schema check ', check",
    "'loader --spool-dir str', 'loader --spool-dir streams/', streams",
    "'bin/counter sh', 'bin/counter show ', show",
    "'counter show --format ', , json table tsv",
    "'counter --topic frames --ro', 'counter --topic frames --role ', --role",
    "'bin/local --kaf', 'bin/local --kafka-port ', --kafka-port"
  })
  void completesAsBashDoes(String typed, String line, String offered) {
    String name = Path.of(typed.split(" ", 2)[0]).getFileName().toString();
    String script = TABULATOR.toAbsolutePath().toString();
    Launcher shell = Launcher.in(directory);
    Launcher.Run run = shell.finish(shell.start(List.of("zsh", "-f", script, name, typed)));
    assertThat(run.stdout().lines())
        .as(run.stderr())
        .first()
        .isEqualTo(line == null ? typed : line);
    assertThat(run.stdout().lines().skip(1)).containsExactly(offered.split(" "));
  }
}
