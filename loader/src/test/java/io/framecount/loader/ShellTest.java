package io.framecount.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.common.cli.Tabulator;
import io.framecount.loader.command.LoaderCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader's description of itself for the shell. */
class ShellTest {
  @TempDir Path directory;

  @Test
  void isCompletedInBash() throws IOException {
    Tabulator tabulator = Tabulator.of(new LoaderCommand(), directory);
    assertThat(tabulator.pressed("loader", "--on-ou")).isEqualTo("--on-outage");
    assertThat(tabulator.pressed("loader", "--on-outage", "")).isEqualTo("wait fail drop spool");
    assertThat(tabulator.pressed("loader", "--unknown-fields", "")).isEqualTo("drop fail collect");
    assertThat(tabulator.pressed("loader", "--delivery", "ex")).isEqualTo("exactly-once");
    assertThat(tabulator.pressed("loader", "chec")).isEqualTo("check");
    assertThat(tabulator.pressed("loader", "check", "--record-timestamp", "e")).isEqualTo("event");
  }

  @Test
  void hasAPageForEachCommand() throws IOException {
    assertThat(CliRun.of(new LoaderCommand(), "--man-pages", directory.toString()).code()).isZero();
    assertThat(directory.resolve("man1/loader-check.1")).exists();
    assertThat(Files.readString(directory.resolve("man1/loader.1"), UTF_8))
        .contains("\\fB\\-\\-on\\-outage\\fR \\fIPOLICY\\fR", "or P% of the lines");
  }
}
