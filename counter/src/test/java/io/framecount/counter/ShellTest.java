package io.framecount.counter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.common.cli.Tabulator;
import io.framecount.counter.command.CounterCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the counter says of itself to the shell. */
class ShellTest {
  @TempDir Path directory;

  @Test
  void isCompletedInBash() throws IOException {
    Tabulator tabulator = Tabulator.of(new CounterCommand(), directory);
    assertThat(tabulator.pressed("counter", "sh")).isEqualTo("show");
    assertThat(tabulator.pressed("counter", "show", "--format", "")).isEqualTo("table tsv json");
  }

  @Test
  void hasAPageForEachCommand() throws IOException {
    assertThat(CliRun.of(new CounterCommand(), "--man-pages", directory.toString()).code())
        .isZero();
    assertThat(Files.readString(directory.resolve("man1/counter-show.1"), UTF_8))
        .contains("\\fB\\-\\-interval\\fR \\fIDURATION\\fR", "PT0.5S. Default: 1s.");
    assertThat(directory.resolve("man1/counter.1")).exists();
  }
}
